import "server-only";
import { read } from "@/db/client";
import { requireSession } from "@/lib/accounts/require-session";
import type { RehearsalMark } from "@/lib/connections/find-sandbox";
import { describeRehearsal } from "@/lib/connections/find-sandbox";
import { openConnection } from "@/lib/connections/open-connection";
import { documentFacts } from "@/lib/documents/schema";
import { AppError } from "@/lib/kernel/errors";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import type { Problem } from "@/lib/placements/check-rules";
import type { PageBox } from "@/lib/placements/schema";
import type { Identity, Values } from "@/lib/provider-kit/contract";
import type { InputShape } from "@/lib/provider-kit/describe-inputs";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { checkEnvelope } from "./check-envelope";
import { prepareRequest } from "./prepare-request";
import type { ConnectionOffer, EnvelopeRow, PlacementRow, RecipientRow } from "./queries";
import {
  connectionOffers,
  placementsOf,
  recipientsOf,
  requireConnection,
  requireDocument,
  requireEnvelope,
} from "./queries";
import { openIdentity } from "./seal-identity";

export type DraftView = {
  readonly envelope: Pick<
    EnvelopeRow,
    | "id"
    | "rev"
    | "title"
    | "message"
    | "signingOrder"
    | "expiresAt"
    | "referenceCode"
    | "documentSha256"
    | "copyOfId"
  >;
  readonly document: {
    readonly id: string;
    readonly fileName: string;
    readonly pageCount: number;
    readonly pages: readonly PageBox[];
  };
  readonly recipients: readonly (Pick<
    RecipientRow,
    "id" | "role" | "name" | "email" | "phone" | "language" | "identification"
  > & { readonly hasSenderCode: boolean; readonly identity: Identity })[];
  readonly placements: readonly PlacementRow[];
  readonly connectionId: string;
  /** Ways that this document may go out. */
  readonly connections: readonly ConnectionOffer[];
  readonly provider: {
    readonly id: string;
    readonly name: string;
    readonly rehearsal: RehearsalMark | null;
    readonly capabilities: Capabilities;
    readonly optionShapes: readonly InputShape[];
    readonly options: Values;
  };
  readonly problems: readonly Problem[];
  /** The exact request as it would go out, for the review. */
  readonly preview: Values;
  readonly isMailConfigured: boolean;
};

/** A draft for its editing screens. @throws AppError `not_found`, `conflict` once it was sent. */
export async function loadDraft(envelopeId: string): Promise<DraftView> {
  const { actor } = await requireSession();
  return read(async (db) => {
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.edit");
    if (envelope.status !== "draft") throw new AppError("conflict");
    const document = await requireDocument(db, envelope.documentId);
    const connection = await requireConnection(db, envelope.connectionId);
    const { provider, settings } = openConnection(connection);
    const people = await recipientsOf(db, envelopeId);
    const boxes = await placementsOf(db, envelopeId);
    const { pages } = documentFacts.parse(document.facts);
    const request = prepareRequest(envelope, document, people, boxes);
    return {
      envelope,
      document: {
        id: document.id,
        fileName: document.fileName,
        pageCount: document.pageCount,
        pages,
      },
      recipients: people.map(
        ({ senderCodeHash, identityEncrypted, nationalIdHash: _, ...person }) => ({
          ...person,
          identity: openIdentity(person.id, identityEncrypted),
          hasSenderCode: senderCodeHash !== null,
        }),
      ),
      placements: boxes,
      connectionId: envelope.connectionId,
      connections: await connectionOffers(db, envelope.connectionId),
      provider: {
        id: provider.id,
        name: provider.displayName,
        rehearsal: describeRehearsal(connection),
        capabilities: provider.capabilities,
        optionShapes: describeInputs(provider.options),
        options: provider.options.parse(request.options),
      },
      problems: checkEnvelope(request, pages, provider.capabilities, {
        now: new Date(),
        isMailConfigured: isMailConfigured(),
        hasSenderCode: (id) => people.some((one) => one.id === id && one.senderCodeHash !== null),
      }),
      preview: provider.prepare(request, settings).body,
      isMailConfigured: isMailConfigured(),
    };
  });
}
