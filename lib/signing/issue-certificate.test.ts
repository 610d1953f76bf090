import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { buildCms, cmsOid } from "@/lib/pdf/build-cms";
import { readCms } from "@/lib/pdf/read-cms";
import { createAuthority } from "./create-authority";
import { issueCertificate } from "./issue-certificate";

const now = new Date();
const { authority } = createAuthority("Office", now);
const person = { name: "Sara Ahmadi", recipientId: "0190a1b2-0000-7000-8000-000000000001" };
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/** A primitive of 30 bytes in a class of its own: 32 bytes that are a whole ASN.1 value. */
const readsLikeAsn1 = (hash: Buffer) =>
  [0x40, 0x80, 0xc0].includes((hash[0] ?? 0) & 0xe0) &&
  ((hash[0] ?? 0) & 0x1f) !== 0x1f &&
  hash[1] === 0x1e;

test("a signature is good also when its certificate's hash reads like ASN.1, as one in 500 does", async () => {
  let signer = issueCertificate(authority, person, now);
  while (!readsLikeAsn1(hashOf(signer.certificate))) {
    signer = issueCertificate(authority, person, now);
  }
  const digest = hashOf(Buffer.from("content"));
  const cms = await buildCms(signer, digest, undefined);
  const { problems } = readCms(cms, digest, { contentType: cmsOid.data, embedded: false });
  expect(problems).toEqual([]);
});
