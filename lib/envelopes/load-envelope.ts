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
import { capabilitiesUnder } from "@/lib/connections/open-connection";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import type { PlacementInput } from "@/lib/placements/schema";
import { can } from "@/lib/policy/can";
import { requireProvider } from "@/lib/providers/registry";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { hasPageHere } from "@/lib/vocabulary/capabilities";
import type { Trouble } from "@/lib/vocabulary/delivery";
import type { AttemptCost } from "./attempt-costs";
import { listCosts } from "./attempt-costs";
import { partsKeptHere } from "./correct-recipient";
import { findFileLapse } from "./file-lapse";
import { findProtectedAttempt } from "./file-password";
import type { LateAct, Telling } from "./find-aftermath";
import { findLateAct, findTelling } from "./find-aftermath";
import { findCurrentDocument, findUnknownAttempt } from "./find-attempt";
import type { EnvelopeCopies } from "./find-copies";
import { findCopies } from "./find-copies";
import type { FailedTry } from "./find-failed-try";
import { findFailedTry } from "./find-failed-try";
import { findUndelivered } from "./find-undelivered";
import { mayBeForced } from "./force-create";
import { mayHaveLinks } from "./issue-link";
import { openKnown } from "./keep-snapshot";
import type { DocumentView, FilledTemplateView } from "./load-content";
import { requireContent, toDocumentView, toFilledView } from "./load-content";
import type { ArtifactRow, EnvelopeRow, RecipientRow, TimelineEvent } from "./queries";
import {
  artifactsOf,
  placementsOf,
  recipientsOf,
  requireConnection,
  requireEnvelope,
  timelineOf,
  toPlacement,
} from "./queries";
import { canBeSearched } from "./request-search";
import { hasSuccessor, mayBeResent } from "./resend-corrected";
import { openPrintables } from "./revoke-printable";
import { isTheirTurn, mayBeCopied, waitBeforeResendMilliseconds } from "./state";

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
  readonly costOfCreate: Capabilities["costOfCreate"];
  /** Whether the provider says that somebody has opened it. */
  readonly isSeeingTold: boolean;
  /** The envelope that this one is a corrected copy of, and those that are copies of it. */
  readonly copies: EnvelopeCopies;
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
    /** Whether a mail to them was not accepted. */
    readonly isUndelivered: boolean;
    /** Whether something of them can be put right, here or by sending anew. */
    readonly mayBeCorrected: boolean;
    /** What they did at the provider although it had ended here. */
    readonly late: LateAct | null;
    readonly failedTry: FailedTry | null;
  })[];
  readonly placements: readonly PlacementInput[];
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
      | "resend"
      | "extend"
      | "seeRequest"
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
    const { displayName } = requireProvider(connection.providerId);
    const capabilities = capabilitiesUnder(connection);
    const isOpen = envelope.status === "in_progress";
    const isHere = capabilities.hosted === "here";
    const timeline = await timelineOf(db, envelopeId);
    const current = await findCurrentDocument(db, envelopeId);
    const known = isOpen && current ? openKnown(current) : null;
    const undelivered = isOpen ? await findUndelivered(db, envelopeId) : new Set();
    const copies = await findCopies(db, actor, envelope);
    const mayCorrect = can(actor, "envelope.correct", envelope);
    const mayResend =
      mayCorrect &&
      mayBeResent(envelope.status, capabilities.hosted) &&
      !(await hasSuccessor(db, envelopeId));
    return {
      envelope,
      ownerName: owner?.name ?? "",
      team: await findTeam(db, envelope.teamId),
      providerId: connection.providerId,
      providerName: displayName,
      hosted: capabilities.hosted,
      cancel: capabilities.cancel,
      costOfCreate: capabilities.costOfCreate,
      isSeeingTold: isHere || capabilities.reads.seen,
      copies,
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
        isUndelivered: undelivered.has(person.id),
        mayBeCorrected:
          mayCorrect &&
          isOpen &&
          !["signed", "approved", "declined"].includes(person.status) &&
          (mayResend || partsKeptHere(capabilities, person).length > 0),
        late: findLateAct(person.id, timeline),
        failedTry: findFailedTry(known, person.id),
      })),
      // A draft keeps boxes that its provider does not show.
      placements:
        capabilities.boxes.count === "none"
          ? []
          : (await placementsOf(db, envelopeId)).map(toPlacement),
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
        resend: mayResend,
        extend:
          can(actor, "envelope.extend", envelope) &&
          isOpen &&
          capabilities.expiry === "portal" &&
          envelope.expiresAt !== null,
        seeRequest: mayCorrect && !isHere && envelope.requestSha256 !== null,
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
