import "server-only";
import { read } from "@/db/client";
import type { Identity } from "@/lib/provider-kit/contract";
import { activeOptions } from "@/lib/provider-kit/describe-inputs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { AskedPart } from "@/lib/vocabulary/capabilities";
import { askedParts, isWanted } from "@/lib/vocabulary/capabilities";
import type { PartOfPerson, RecipientRole } from "@/lib/vocabulary/envelope";
import { partsKeptHere } from "./correct-recipient";
import { providerOf, recipientsOf, requireEnvelope } from "./queries";
import type { EnvelopeIdInput } from "./schema";
import { openIdentity } from "./seal-identity";

/** What is known of a person, to be put right. */
export type PersonToCorrect = {
  readonly recipientId: string;
  readonly role: RecipientRole;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly identity: Identity;
  /** What the provider wants to know besides the name. */
  readonly asked: readonly { readonly part: AskedPart; readonly isRequired: boolean }[];
  /** What can be put right without sending anew. */
  readonly keptHere: readonly PartOfPerson[];
};

/** People's data as they were sent, for those who may put them right. @throws AppError `not_found` */
export const openCorrection = (
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
): Promise<readonly PersonToCorrect[]> =>
  read(async (db) => {
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.correct");
    const provider = await providerOf(db, envelope);
    const options = activeOptions(
      provider.options,
      provider.options.parse(envelope.providerOptions),
    );
    return (await recipientsOf(db, envelopeId)).map((person) => ({
      recipientId: person.id,
      role: person.role,
      name: person.name,
      email: person.email ?? "",
      phone: person.phone ?? "",
      identity: openIdentity(person.id, person.identityEncrypted),
      asked: askedParts(provider.capabilities, person.role)
        .filter(({ part }) => part !== "name" && part !== "email")
        .map((part) => ({ part, isRequired: isWanted(part, options) })),
      keptHere:
        envelope.status === "in_progress" ? partsKeptHere(provider.capabilities, person) : [],
    }));
  });
