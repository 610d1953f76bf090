import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { Tx } from "@/db/client";
import { lockConnection } from "@/lib/connections/queries";
import { keyedHash } from "@/lib/kernel/encryption";
import type { ReceivedCallback, Values } from "@/lib/provider-kit/contract";
import type { CallbackReason } from "@/lib/vocabulary/delivery";
import { findDocument } from "./find-attempt";
import { openReference } from "./keep-reference";

/** Of what a provider needs to find its document again, whatever the order of its keys. */
export const referenceHash = (reference: Values): string =>
  keyedHash(
    "reference",
    JSON.stringify(Object.entries(reference).sort(([one], [other]) => (one < other ? -1 : 1))),
  );

/** In a time that says nothing. */
const isSame = (one: Values, other: Values): boolean =>
  timingSafeEqual(Buffer.from(referenceHash(one)), Buffer.from(referenceHash(other)));

export type Owner = { readonly attemptId: string; readonly envelopeId: string };

/**
 * Whose document a callback speaks of that came to the address of a connection: who calls there is
 * believed only with the reference that we have.
 * @returns why it is nobody's, else the owner
 */
export async function findOwner(
  tx: Tx,
  connectionId: string,
  { externalId, reference }: Pick<ReceivedCallback, "externalId" | "reference">,
): Promise<Owner | CallbackReason> {
  if (externalId === null || reference === null) return "names_no_document";
  const find = () => findDocument(tx, connectionId, externalId);
  const known = await find();
  // Whoever is binding this very document holds the connection until it is bound.
  if (!known) await lockConnection(tx, connectionId);
  const document = known ?? (await find());
  if (!document) return "unknown_here";
  if (!isSame(openReference(document), reference)) return "wrong_reference";
  return { attemptId: document.attemptId, envelopeId: document.envelopeId };
}
