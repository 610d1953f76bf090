import { X509Certificate } from "node:crypto";
import type * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { toArrayBuffer } from "./certificates";

/** What can be wrong with who signed. Stable codes. */
export type ChainProblem =
  | "issuer_untrusted"
  | "certificate_expired"
  | "certificate_not_yet_valid"
  | "key_usage_wrong"
  | "revocation_unknown";

const keyUsageOid = "2.5.29.15";
const noRevocationOid = "2.5.29.56";
const longestChain = 8;

/** A certificate's chain to one of the roots (DER), as it stood at one time. */
export function judgeChain(
  signer: Uint8Array,
  others: readonly Uint8Array[],
  roots: readonly Uint8Array[],
  at: Date,
): readonly ChainProblem[] {
  const problems = new Set<ChainProblem>();
  const chain = buildChain(signer, others, roots);
  for (const certificate of chain ?? [new X509Certificate(signer)]) {
    if (at < certificate.validFromDate) problems.add("certificate_not_yet_valid");
    if (at > certificate.validToDate) problems.add("certificate_expired");
  }
  if (!maySign(signer)) problems.add("key_usage_wrong");
  if (!chain) problems.add("issuer_untrusted");
  else if (!hasExtension(signer, noRevocationOid)) problems.add("revocation_unknown");
  return [...problems];
}

/** From the signer to a root, each signed by the next; `undefined` when no way leads there. */
function buildChain(
  signer: Uint8Array,
  others: readonly Uint8Array[],
  roots: readonly Uint8Array[],
): X509Certificate[] | undefined {
  const trusted = roots.map((der) => new X509Certificate(der));
  const candidates = [...trusted, ...others.map((der) => new X509Certificate(der))];
  const walk = (chain: X509Certificate[]): X509Certificate[] | undefined => {
    const last = chain.at(-1);
    if (!last || chain.length > longestChain) return undefined;
    if (trusted.some((root) => root.raw.equals(last.raw))) return chain;
    for (const issuer of candidates) {
      if (chain.includes(issuer) || !issuer.ca || !last.checkIssued(issuer)) continue;
      if (!last.verify(issuer.publicKey)) continue;
      const whole = walk([...chain, issuer]);
      if (whole) return whole;
    }
    return undefined;
  };
  return walk([new X509Certificate(signer)]);
}

/** RFC 5280, 4.2.1.3: without the extension a key may do everything. */
function maySign(der: Uint8Array): boolean {
  const extension = findExtension(der, keyUsageOid);
  if (!extension) return true;
  const { valueHexView } = (extension.parsedValue as asn1js.BitString).valueBlock;
  return ((valueHexView[0] ?? 0) & 0xc0) !== 0;
}

function hasExtension(der: Uint8Array, oid: string): boolean {
  return findExtension(der, oid) !== undefined;
}

function findExtension(der: Uint8Array, oid: string): pkijs.Extension | undefined {
  const certificate = pkijs.Certificate.fromBER(toArrayBuffer(der));
  return certificate.extensions?.find(({ extnID }) => extnID === oid);
}
