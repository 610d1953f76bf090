import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { requireSession } from "@/lib/accounts/require-session";
import type { TeamName } from "@/lib/accounts/teams-of";
import { findTeam } from "@/lib/accounts/teams-of";
import type { RehearsalMark } from "@/lib/connections/find-sandbox";
import { describeRehearsal } from "@/lib/connections/find-sandbox";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import { can } from "@/lib/policy/can";
import { requireProvider } from "@/lib/providers/registry";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { hasPageHere } from "@/lib/vocabulary/capabilities";
import type { Trouble } from "@/lib/vocabulary/delivery";
import type { AttemptCost } from "./attempt-costs";
import { listCosts } from "./attempt-costs";
import type { StatusCounts } from "./count-by-status";
import { countByStatus } from "./count-by-status";
import { findFileLapse } from "./file-lapse";
import { findProtectedAttempt } from "./file-password";
import type { LateAct, Telling } from "./find-aftermath";
import { findLateAct, findTelling } from "./find-aftermath";
import { findCurrentDocument, findUnknownAttempt } from "./find-attempt";
import type { FailedTry } from "./find-failed-try";
import { findFailedTry } from "./find-failed-try";
import { mayBeForced } from "./force-create";
import { isHeld } from "./hold-delivery";
import { mayHaveLinks } from "./issue-link";
import { openKnown } from "./keep-snapshot";
import type { ListChoices } from "./list-choices";
import { listChoices } from "./list-choices";
import type { EnvelopePage } from "./list-envelopes";
import { listEnvelopes } from "./list-envelopes";
import type { EnvelopeListFilter, ListSort } from "./list-filter";
import { envelopeListFilter, sortOf } from "./list-filter";
import type { DocumentView, FilledTemplateView } from "./load-content";
import { requireContent, toDocumentView, toFilledView } from "./load-content";
import type {
  ArtifactRow,
  EnvelopeRow,
  PlacementRow,
  RecipientRow,
  TimelineEvent,
} from "./queries";
import {
  artifactsOf,
  placementsOf,
  recipientsOf,
  requireConnection,
  requireEnvelope,
  timelineOf,
} from "./queries";
import { canBeSearched } from "./request-search";
import { openPrintables } from "./revoke-printable";
import type { SavedView } from "./saved-views";
import { listViews } from "./saved-views";
import { isTheirTurn, mayBeCopied, waitBeforeResendMilliseconds } from "./state";

export type EnvelopeList = EnvelopePage & {
  readonly filter: EnvelopeListFilter;
  readonly sort: { readonly by: ListSort; readonly order: "asc" | "desc" };
  readonly counts: StatusCounts;
  readonly choices: ListChoices;
  readonly views: readonly ListView[];
  readonly mayCreate: boolean;
};
export type ListView = Omit<SavedView, "filter"> & { readonly filter: EnvelopeListFilter };

/** @param search the page's query string as Next hands it over. */
export async function loadEnvelopeList(
  search: Record<string, string | string[] | undefined>,
): Promise<EnvelopeList> {
  const { actor } = await requireSession();
  const filter = envelopeListFilter.parse(search);
  return read(async (db) => ({
    ...(await listEnvelopes(db, actor, filter, new Date())),
    filter,
    sort: sortOf(filter),
    counts: await countByStatus(db, actor),
    choices: await listChoices(db, actor),
    views: (await listViews(db, actor)).map((view) => ({
      ...view,
      filter: envelopeListFilter.parse(Object.fromEntries(new URLSearchParams(view.filter))),
    })),
    mayCreate: can(actor, "envelope.create"),
  }));
}

export type EnvelopeView = {
  readonly envelope: Pick<
    EnvelopeRow,
    | "id"
    | "title"
    | "message"
    | "status"
    | "referenceCode"
    | "signingOrder"
    | "expiresAt"
    | "createdAt"
    | "sentAt"
    | "endedAt"
    | "reason"
    | "copyOfId"
    | "rev"
  >;
  readonly ownerName: string;
  readonly team: TeamName | null;
  readonly providerId: string;
  readonly providerName: string;
  readonly hosted: "here" | "there";
  readonly cancel: Capabilities["cancel"];
  readonly telling: Telling | null;
  /** People sign data at a provider that returns no file. */
  readonly isComposedHere: boolean;
  readonly rehearsal: RehearsalMark | null;
  readonly trouble: Trouble | null;
  /** When it goes on by itself, while it waits to be sent or is searched for. */
  readonly nextTryAt: Date | null;
  /** Of an attempt of which nobody knows what became. */
  readonly check: {
    readonly at: Date;
    /** Null once it may be sent again. */
    readonly mayResendAt: Date | null;
    readonly mayClose: boolean;
    readonly costsMoney: boolean;
    /** A repeat of the create finds what the first one made; a number alone finds nothing. */
    readonly isSearchable: boolean;
    /** Another document stands under our number. */
    readonly isOther: boolean;
  } | null;
  readonly document: DocumentView | null;
  readonly template: FilledTemplateView | null;
  readonly recipients: readonly (Pick<
    RecipientRow,
    | "id"
    | "position"
    | "role"
    | "name"
    | "email"
    | "phone"
    | "status"
    | "identification"
    | "declineReason"
    | "sentAt"
    | "seenAt"
    | "actedAt"
    | "remindedAt"
  > & {
    readonly isTheirTurn: boolean;
    /** Whether a link leads them to a page of the portal. */
    readonly hasPageHere: boolean;
    /** Whether the provider has told them that it is their turn. */
    readonly isAskedThere: boolean;
    /** What they did at the provider although it had ended here. */
    readonly late: LateAct | null;
    readonly failedTry: FailedTry | null;
  })[];
  readonly placements: readonly PlacementRow[];
  readonly artifacts: readonly Pick<ArtifactRow, "kind" | "sha256" | "size" | "verdict">[];
  readonly timeline: readonly TimelineEvent[];
  /** What its attempts cost; empty where they cost no money. */
  readonly costs: readonly AttemptCost[];
  /** Until when the provider keeps the signed file that is not here; null where that is not so. */
  readonly fileLapsesAt: Date | null;
  readonly isMailConfigured: boolean;
  readonly may: Readonly<
    Record<
      | "edit"
      | "cancel"
      | "remind"
      | "issueLink"
      | "copy"
      | "download"
      | "remove"
      | "refresh"
      | "reconcile"
      | "forceCreate"
      | "revokePrintable"
      | "showPassword",
      boolean
    >
  >;
};

/** @throws AppError `not_found` */
export async function loadEnvelope(envelopeId: string): Promise<EnvelopeView> {
  const { actor } = await requireSession();
  return read(async (db) => {
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.read");
    const content = await requireContent(db, envelope);
    const connection = await requireConnection(db, envelope.connectionId);
    const [owner] = await db
      .select({ name: accounts.name })
      .from(accounts)
      .where(eq(accounts.id, envelope.ownerId));
    const { displayName, capabilities } = requireProvider(connection.providerId);
    const isOpen = envelope.status === "in_progress";
    const isHere = capabilities.hosted === "here";
    const timeline = await timelineOf(db, envelopeId);
    const current = await findCurrentDocument(db, envelopeId);
    const known = isOpen && current ? openKnown(current) : null;
    return {
      envelope,
      ownerName: owner?.name ?? "",
      team: await findTeam(db, envelope.teamId),
      providerId: connection.providerId,
      providerName: displayName,
      hosted: capabilities.hosted,
      cancel: capabilities.cancel,
      telling: findTelling(envelope, capabilities, timeline),
      isComposedHere: !isHere && capabilities.signedFile === "composed_here",
      rehearsal: describeRehearsal(connection),
      trouble: envelope.trouble as Trouble | null,
      nextTryAt: envelope.nextTryAt,
      check: await loadCheck(db, envelope, capabilities, new Date()),
      document: toDocumentView(content),
      template: toFilledView(content),
      recipients: (await recipientsOf(db, envelopeId)).map((person) => ({
        ...withoutSecrets(person),
        isTheirTurn: isOpen && isTheirTurn(person),
        hasPageHere: hasPageHere(capabilities, person.role),
        isAskedThere: timeline.some(
          ({ action, recipientId }) => action === "recipient.sent" && recipientId === person.id,
        ),
        late: findLateAct(person.id, timeline),
        failedTry: findFailedTry(known, person.id),
      })),
      // A draft keeps boxes that its provider does not show.
      placements: capabilities.boxes.count === "none" ? [] : await placementsOf(db, envelopeId),
      artifacts: await artifactsOf(db, envelopeId),
      timeline,
      costs: await listCosts(db, envelopeId, capabilities),
      fileLapsesAt: findFileLapse(envelope, capabilities, timeline)?.at ?? null,
      isMailConfigured: isMailConfigured(),
      may: {
        edit: can(actor, "envelope.edit", envelope) && envelope.status === "draft",
        remove: can(actor, "envelope.edit", envelope) && envelope.status === "draft",
        cancel:
          can(actor, "envelope.cancel", envelope) &&
          ["queued", "in_progress"].includes(envelope.status),
        // Nothing of a rehearsal reaches the people that it plays with.
        remind: can(actor, "envelope.remind", envelope) && isOpen && !connection.isRehearsal,
        issueLink: can(actor, "envelope.issue_link", envelope) && mayHaveLinks(envelope.status),
        refresh: can(actor, "envelope.refresh", envelope) && !isHere,
        reconcile: can(actor, "envelope.reconcile", envelope),
        forceCreate: can(actor, "envelope.force_create", envelope),
        revokePrintable:
          can(actor, "envelope.reconcile", envelope) &&
          (await openPrintables(db, envelope, new Date())).length > 0,
        copy: can(actor, "envelope.copy", envelope) && mayBeCopied(envelope.status),
        download: can(actor, "envelope.download", envelope),
        showPassword:
          can(actor, "envelope.download", envelope) &&
          envelope.sentAt !== null &&
          (await findProtectedAttempt(db, envelopeId)) !== null,
      },
    };
  });
}

async function loadCheck(
  db: Db,
  envelope: EnvelopeRow,
  capabilities: Capabilities,
  now: Date,
): Promise<EnvelopeView["check"]> {
  if (envelope.status !== "needs_check") return null;
  const attempt = await findUnknownAttempt(db, envelope.id);
  if (!attempt) return null;
  const at = attempt.sentAt ?? attempt.startedAt;
  const mayResendAt = new Date(at.getTime() + waitBeforeResendMilliseconds);
  return {
    at,
    mayResendAt: mayResendAt > now ? mayResendAt : null,
    mayClose: envelope.expiresAt !== null && envelope.expiresAt <= now,
    costsMoney: capabilities.costOfCreate === "money",
    isSearchable: canBeSearched(capabilities),
    isOther: canBeSearched(capabilities) && mayBeForced(attempt),
  };
}

const withoutSecrets = ({
  senderCodeHash: _code,
  identityEncrypted: _identity,
  nationalIdHash: _hash,
  ...person
}: RecipientRow) => person;

/** Whether sending is held back after a backup was put back; null when it is not. */
export async function loadHold(): Promise<{ readonly mayRelease: boolean } | null> {
  const { actor } = await requireSession();
  return (await read(isHeld)) ? { mayRelease: can(actor, "delivery.release") } : null;
}
