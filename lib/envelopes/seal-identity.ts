import "server-only";
import { toLatinDigits } from "@/lib/i18n/digits";
import { decryptSecret, encryptSecret, keyedHash } from "@/lib/kernel/encryption";
import type { Identity } from "@/lib/provider-kit/contract";

const placeOf = (recipientId: string) => ({
  table: "recipients",
  column: "identity_encrypted",
  row: recipientId,
});

/** Latin digits and no outer spaces; whether a part is right is said in the review. */
export const normaliseIdentity = (identity: Identity): Identity =>
  Object.fromEntries(
    Object.entries(identity).flatMap(([part, text]) => {
      const plain = toLatinDigits(text.trim());
      return plain === "" ? [] : [[part, plain]];
    }),
  );

/** What is kept of a person's identity: encrypted, and a keyed hash of the national number for search. */
export function sealIdentity(recipientId: string, identity: Identity) {
  const isEmpty = Object.values(identity).every((part) => !part);
  return {
    identityEncrypted: isEmpty
      ? null
      : encryptSecret(Buffer.from(JSON.stringify(identity)), placeOf(recipientId)),
    nationalIdHash: identity.national_id ? nationalIdHash(identity.national_id) : null,
  };
}

/** @param nationalId normalised: Latin digits, nothing between them */
export const nationalIdHash = (nationalId: string): string => keyedHash("national-id", nationalId);

export const openIdentity = (recipientId: string, sealed: Uint8Array | null): Identity =>
  sealed ? JSON.parse(decryptSecret(sealed, placeOf(recipientId)).toString()) : {};
