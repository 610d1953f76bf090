import "server-only";
import { read } from "@/db/client";
import { requireSession } from "@/lib/accounts/require-session";
import type { RehearsalMark } from "@/lib/connections/find-sandbox";
import { describeRehearsal } from "@/lib/connections/find-sandbox";
import { openConnection } from "@/lib/connections/open-connection";
import { AppError } from "@/lib/kernel/errors";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import type { Problem } from "@/lib/placements/check-rules";
import type { BoxCounting } from "@/lib/placements/provider-rect";
import { plainScale } from "@/lib/placements/provider-rect";
import type { PlacementInput } from "@/lib/placements/schema";
import { capabilitiesOf } from "@/lib/provider-kit/capabilities-of";
import type { Identity, PageMark, SignedData, Values } from "@/lib/provider-kit/contract";
import type { InputShape } from "@/lib/provider-kit/describe-inputs";
import { activeOptions, describeInputs } from "@/lib/provider-kit/describe-inputs";
import type { Statement } from "@/lib/provider-kit/statement";
import { readStatement } from "@/lib/provider-kit/statement";
import type { VersionedTemplate } from "@/lib/templates/queries";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { checkEnvelope } from "./check-envelope";
import type { EarlierVersion } from "./draft-versions";
import { earlierVersions } from "./draft-versions";
import type { Content, DocumentView } from "./load-content";
import { pagesOf, requireContent, toDocumentView } from "./load-content";
import { prepareRequest } from "./prepare-request";
import type { ConnectionOffer, EnvelopeRow, RecipientRow } from "./queries";
import {
  connectionOffers,
  placementsOf,
  recipientsOf,
  requireConnection,
  requireEnvelope,
  toPlacement,
} from "./queries";
import type { TemplateValue } from "./schema";
import { openIdentity } from "./seal-identity";

export type DraftView = {
  readonly envelope: Pick<
    EnvelopeRow,
    | "id"
    | "rev"
    | "draftVersion"
    | "title"
    | "message"
    | "signingOrder"
    | "expiresAt"
    | "referenceCode"
    | "copyOfId"
  >;
  readonly document: DocumentView | null;
  /** What the draft was made from, and what was typed into it; null for a document. */
  readonly template:
    | (Pick<VersionedTemplate, "templateId" | "name" | "number" | "shape"> & {
        readonly values: readonly TemplateValue[];
      })
    | null;
  readonly recipients: readonly (Pick<
    RecipientRow,
    "id" | "slotId" | "role" | "name" | "email" | "phone" | "language" | "identification"
  > & { readonly hasSenderCode: boolean; readonly identity: Identity })[];
  readonly placements: readonly PlacementInput[];
  readonly connectionId: string;
  /** Ways that this document may go out. */
  readonly connections: readonly ConnectionOffer[];
  readonly provider: {
    readonly id: string;
    readonly name: string;
    readonly rehearsal: RehearsalMark | null;
    readonly capabilities: Capabilities;
    /** How its numbers for a box are counted. */
    readonly counting: BoxCounting;
    readonly optionShapes: readonly InputShape[];
    readonly options: Values;
    /** What it will write on the document's pages by itself. */
    readonly marks: readonly PageMark[];
  };
  readonly problems: readonly Problem[];
  /** What people put their signatures to, where a provider says so. */
  readonly signed: SignedView | null;
  /** The exact request as it would go out, for the review. */
  readonly preview: Values;
  readonly isMailConfigured: boolean;
};

/** Signed data for people to read. */
export type SignedView =
  | { readonly kind: "statement"; readonly text: string; readonly statement: Statement }
  | Exclude<SignedData, { readonly kind: "statement" }>;

function toSignedView(signed: SignedData | undefined): SignedView | null {
  if (signed?.kind !== "statement") return signed ?? null;
  const statement = readStatement(signed.text);
  if (!statement) throw new Error("A statement that cannot be read");
  return { ...signed, statement };
}

function toTemplateView({ template }: Content): DraftView["template"] {
  if (!template) return null;
  const { templateId, name, number, shape, typed } = template;
  return { templateId, name, number, shape, values: typed };
}

/** A draft for its editing screens. @throws AppError `not_found`, `conflict` once it was sent. */
export async function loadDraft(envelopeId: string): Promise<DraftView> {
  const { actor } = await requireSession();
  return read(async (db) => {
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.edit");
    if (envelope.status !== "draft") throw new AppError("conflict");
    const content = await requireContent(db, envelope);
    const connection = await requireConnection(db, envelope.connectionId);
    const { provider, settings } = openConnection(connection);
    const capabilities = capabilitiesOf(provider, settings);
    const options = provider.options.parse(envelope.providerOptions);
    const people = await recipientsOf(db, envelopeId);
    const boxes = await placementsOf(db, envelopeId);
    const request = prepareRequest(
      { ...envelope, providerOptions: options },
      content,
      people,
      boxes,
    );
    return {
      envelope,
      document: toDocumentView(content),
      template: toTemplateView(content),
      recipients: people.map(
        ({ senderCodeHash, identityEncrypted, nationalIdHash: _, ...person }) => ({
          ...person,
          identity: openIdentity(person.id, identityEncrypted),
          hasSenderCode: senderCodeHash !== null,
        }),
      ),
      placements: boxes.map(toPlacement),
      connectionId: envelope.connectionId,
      connections: content.template ? [] : await connectionOffers(db, envelope.connectionId),
      provider: {
        id: provider.id,
        name: provider.displayName,
        rehearsal: describeRehearsal(connection),
        capabilities,
        counting: {
          unit: provider.capabilities.boxes.unit,
          origin: provider.capabilities.boxes.origin,
          ...(provider.boxScale?.(settings) ?? plainScale),
        },
        optionShapes: describeInputs(provider.options).filter(
          ({ isOnlyForDocuments }) => content.document !== null || !isOnlyForDocuments,
        ),
        options,
        marks:
          provider.drawMarks?.(activeOptions(provider.options, options), pagesOf(content)) ?? [],
      },
      problems: checkEnvelope(request, pagesOf(content), capabilities, {
        now: new Date(),
        isMailConfigured: isMailConfigured(),
        hasSenderCode: (id) => people.some((one) => one.id === id && one.senderCodeHash !== null),
      }),
      signed: toSignedView(provider.dataToSign?.(request, settings)),
      preview: provider.prepare(request, settings).body,
      isMailConfigured: isMailConfigured(),
    };
  });
}

/** What the editor of a draft can bring back, the oldest first. @throws AppError `not_found` */
export async function loadEarlierVersions(envelopeId: string): Promise<EarlierVersion[]> {
  const { actor } = await requireSession();
  return read(async (db) => {
    await requireEnvelope(db, actor, envelopeId, "envelope.edit");
    return earlierVersions(db, envelopeId);
  });
}
