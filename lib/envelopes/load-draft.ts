import "server-only";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { requireSession } from "@/lib/accounts/require-session";
import type { TeamName } from "@/lib/accounts/teams-of";
import { findTeam, openTeamsOf } from "@/lib/accounts/teams-of";
import type { ConnectionHealth } from "@/lib/connections/describe-health";
import { describeHealth } from "@/lib/connections/describe-health";
import type { RehearsalMark } from "@/lib/connections/find-sandbox";
import { describeRehearsal } from "@/lib/connections/find-sandbox";
import { openConnection } from "@/lib/connections/open-connection";
import { listCalls } from "@/lib/connections/queries";
import type { ConnectionRow } from "@/lib/connections/seal-settings";
import { isPublicUrlLocal } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import type { Problem } from "@/lib/placements/check-rules";
import { doubtPlacements } from "@/lib/placements/check-rules";
import type { BoxCounting } from "@/lib/placements/provider-rect";
import { plainScale } from "@/lib/placements/provider-rect";
import type { PlacementInput } from "@/lib/placements/schema";
import { capabilitiesOf } from "@/lib/provider-kit/capabilities-of";
import type { Identity, PageMark, SignedData, Values } from "@/lib/provider-kit/contract";
import { activeOptions, describeInputs } from "@/lib/provider-kit/describe-inputs";
import type { Statement } from "@/lib/provider-kit/statement";
import { readStatement } from "@/lib/provider-kit/statement";
import type { VersionedTemplate } from "@/lib/templates/queries";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { InputShape } from "@/lib/vocabulary/input-shape";
import { checkEnvelope } from "./check-envelope";
import { checkOptions, marksOf } from "./check-options";
import type { EarlierVersion } from "./draft-versions";
import { earlierVersions } from "./draft-versions";
import type { Content, DocumentView } from "./load-content";
import { pagesOf, requireContent, toDocumentView } from "./load-content";
import { maskEndings } from "./mask-endings";
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
  readonly team: TeamName | null;
  /** Those that its owner may choose from. */
  readonly teams: readonly TeamName[];
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
    /** Whether it has something to say of them as they are typed. */
    readonly judgesOptions: boolean;
  };
  readonly problems: readonly Problem[];
  /** What an envelope through a real service is up against, whatever it says itself. */
  readonly obstacles: {
    /** Nobody outside this machine can come to the portal, and somebody has to. */
    readonly isOutOfReach: boolean;
    readonly connection: ConnectionHealth["state"];
  };
  /** What may be wrong, and keeps nobody from sending. */
  readonly doubts: readonly Problem[];
  /** What the provider writes on the pages by itself. */
  readonly marks: readonly PageMark[];
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

async function obstaclesOf(
  db: Db,
  connection: ConnectionRow,
  capabilities: Capabilities,
): Promise<DraftView["obstacles"]> {
  if (connection.isRehearsal || capabilities.hosted === "here")
    return { isOutOfReach: false, connection: "well" };
  const needsPortal = capabilities.launch || capabilities.callbacks.scope !== "none";
  const [lastCall = null] = await listCalls(db, connection.id, 1);
  return {
    isOutOfReach: needsPortal && isPublicUrlLocal(),
    connection: describeHealth(connection, capabilities, lastCall, new Date()).state,
  };
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
    const placements = boxes.map(toPlacement);
    const request = prepareRequest(
      { ...envelope, providerOptions: activeOptions(provider.options, options) },
      content,
      people,
      boxes,
    );
    const pages = pagesOf(content);
    const judged = checkOptions(provider, request);
    return {
      envelope,
      team: await findTeam(db, envelope.teamId),
      teams: await openTeamsOf(db, envelope.ownerId),
      document: toDocumentView(content),
      template: toTemplateView(content),
      recipients: people.map(
        ({ senderCodeHash, identityEncrypted, nationalIdHash: _, ...person }) => ({
          ...person,
          identity: openIdentity(person.id, identityEncrypted),
          hasSenderCode: senderCodeHash !== null,
        }),
      ),
      placements,
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
        judgesOptions: Boolean(provider.checkOptions ?? provider.drawMarks),
      },
      problems: [
        ...checkEnvelope(request, pages, capabilities, {
          now: new Date(),
          isMailConfigured: isMailConfigured(),
          hasSenderCode: (id) => people.some((one) => one.id === id && one.senderCodeHash !== null),
        }),
        ...judged.problems,
      ],
      obstacles: await obstaclesOf(db, connection, capabilities),
      doubts: [...judged.doubts, ...doubtPlacements(placements, capabilities.boxes)],
      marks: marksOf(provider, request.options, pages),
      signed: toSignedView(provider.dataToSign?.(request, settings)),
      preview: maskEndings(provider.prepare(request, settings).body, request),
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
