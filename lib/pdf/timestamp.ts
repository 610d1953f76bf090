import { randomBytes } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { cmsOid } from "./build-cms";
import { toArrayBuffer } from "./certificates";
import { digestNames } from "./read-cms";

export type TimestampQuery = { readonly der: Uint8Array; readonly nonce: Uint8Array };

/** An RFC 3161 request for a SHA-256, with a nonce and the wish for the authority's certificate. */
export function buildTimestampQuery(sha256: Uint8Array): TimestampQuery {
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const query = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: cmsOid.sha256,
        algorithmParams: new asn1js.Null(),
      }),
      hashedMessage: new asn1js.OctetString({ valueHex: toArrayBuffer(sha256) }),
    }),
    nonce: new asn1js.Integer({ valueHex: toArrayBuffer(nonce) }),
    certReq: true,
  });
  return { der: new Uint8Array(query.toSchema().toBER()), nonce };
}

/**
 * The token in an RFC 3161 answer, byte for byte as the authority made it.
 * @throws Error when the authority refused, or answered something else than was asked
 */
export function readTimestampAnswer(
  answer: Uint8Array,
  sha256: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  const parsed = asn1js.fromBER(toArrayBuffer(answer));
  if (parsed.offset === -1) throw new Error("the time-stamp answer is not ASN.1");
  const response = new pkijs.TimeStampResp({ schema: parsed.result });
  const { status } = response.status;
  if (status !== 0 && status !== 1) throw new Error(`the time-stamp was refused (${status})`);
  const token = (parsed.result as asn1js.Sequence).valueBlock.value[1];
  if (!token) throw new Error("the time-stamp answer holds no token");
  const der = new Uint8Array(token.valueBeforeDecodeView);
  const info = readTimestampInfo(der);
  if (!isSame(info.imprint, sha256)) throw new Error("the time-stamp is for something else");
  if (!info.nonce || !isSame(trim(info.nonce), trim(nonce))) {
    throw new Error("the time-stamp answers another question");
  }
  return der;
}

/** What a token says (RFC 3161, 2.4.2), without any judgement of its signature. */
export function readTimestampInfo(token: Uint8Array): {
  readonly imprint: Uint8Array;
  /** For node:crypto. */
  readonly digestName: string;
  readonly nonce: Uint8Array | undefined;
  readonly time: Date;
  readonly content: Uint8Array;
} {
  const envelope = pkijs.ContentInfo.fromBER(toArrayBuffer(token));
  const signed = new pkijs.SignedData({ schema: envelope.content });
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== cmsOid.timeStampInfo || !eContent) throw new Error("not a time-stamp token");
  const content = eContent.getValue();
  const info = pkijs.TSTInfo.fromBER(content);
  return {
    imprint: new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView),
    digestName: digestNameOf(info.messageImprint.hashAlgorithm.algorithmId),
    nonce: info.nonce ? new Uint8Array(info.nonce.valueBlock.valueHexView) : undefined,
    time: info.genTime,
    content: new Uint8Array(content),
  };
}

function digestNameOf(oid: string): string {
  const name = digestNames[oid];
  if (!name) throw new Error(`a time-stamp over an unknown digest ${oid}`);
  return name;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** An INTEGER may begin with a zero byte that only says "positive". */
function trim(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0 ? bytes.subarray(1) : bytes;
}
