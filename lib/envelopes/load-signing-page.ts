import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { currentVisitor } from "@/lib/accounts/client-address";
import { documentFacts } from "@/lib/documents/schema";
import { publicUrl } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import { log } from "@/lib/kernel/log";
import type { PageBox, PdfRect } from "@/lib/placements/schema";
import { showsPeople } from "@/lib/provider-kit/describe-inputs";
import { warmSigningEngine } from "@/lib/signing/engine";
import { isLaunched } from "@/lib/vocabulary/capabilities";
import type { EnvelopeStatus, RecipientRole, RecipientStatus } from "@/lib/vocabulary/envelope";
import { requireOffice } from "./compose-notice";
import { maskEmail } from "./confirm-code";
import { findProtectedAttempt } from "./file-password";
import { findCurrentDocument } from "./find-attempt";
import type { FailedTry } from "./find-failed-try";
import { findFailedTry } from "./find-failed-try";
import { openKnown } from "./keep-snapshot";
import { openLaunch } from "./launch-recipient";
import { makeTicket } from "./launch-ticket";
import type { EnvelopeRow } from "./queries";
import {
  artifactsOf,
  placementsOf,
  providerOf,
  recipientsOf,
  requireConnection,
  requireDocument,
} from "./queries";
import { toRecipientKeys } from "./recipient-cookie";
import type { RecipientKeys, RecipientVisit } from "./require-recipient";
import { findVisit } from "./require-recipient";
import { isTheirTurn } from "./state";

/** What a recipient's own page shows. Nothing of the envelope leaks before the code is confirmed. */
export type SigningPage =
  | { readonly state: "unusable" }
  | {
      readonly state: "code_needed";
      readonly kind: "email_code" | "sender_code";
      readonly organisationName: string;
      /** Of the office, as it is printed into the document. */
      readonly timeZone: string;
      /** Whether what is done here is practice. */
      readonly isRehearsal: boolean;
      readonly senderName: string;
      readonly recipientName: string;
      readonly language: string;
      /** `s•••@example.org`; null when the sender told the code. */
      readonly maskedEmail: string | null;
    }
  | {
      readonly state: "open";
      readonly envelope: {
        readonly title: string;
        readonly message: string;
        readonly status: EnvelopeStatus;
        readonly referenceCode: string;
        readonly documentSha256: string;
        readonly expiresAt: Date | null;
        readonly reason: string | null;
        readonly senderName: string;
        readonly organisationName: string;
        /** Of the office, as it is printed into the document. */
        readonly timeZone: string;
        /** Whether what is done here is practice. */
        readonly isRehearsal: boolean;
        /** The provider from whose word the final document is composed here; null when it is not. */
        readonly composedFrom: string | null;
      };
      readonly me: {
        readonly name: string;
        readonly role: RecipientRole;
        readonly status: RecipientStatus;
        readonly language: string;
        readonly isMyTurn: boolean;
        readonly actedAt: Date | null;
      };
      /** Null unless this person acts on the provider's own page. */
      readonly launch: {
        readonly providerName: string;
        /** Good for one launch; null while it is not their turn. */
        readonly ticket: string | null;
        /** Whether the provider has said where they go. */
        readonly isReady: boolean;
        readonly failedTry: FailedTry | null;
      } | null;
      /** Whether people of this envelope may know of each other; else `others` is empty. */
      readonly arePeopleShown: boolean;
      readonly others: readonly {
        readonly name: string;
        readonly role: RecipientRole;
        readonly status: RecipientStatus;
      }[];
      readonly document: { readonly fileName: string; readonly pages: readonly PageBox[] };
      /** Only this person's boxes, in reading order. */
      readonly boxes: readonly {
        readonly id: string;
        readonly page: number;
        readonly rect: PdfRect;
      }[];
      /** Whether there is something to download at `/sign/<token>/signed` and `…/certificate`. */
      readonly files: {
        readonly signed: boolean;
        readonly certificate: boolean;
        /** The signed one opens with a password alone, which the office has. */
        readonly isLocked: boolean;
      };
    };

export type OpenSigningPage = Extract<SigningPage, { state: "open" }>;

/** The page behind a recipient's link. It reads only: mail scanners open links too. */
export async function loadSigningPage(token: string): Promise<SigningPage> {
  const keys = await toRecipientKeys(token, await currentVisitor());
  const now = new Date();
  return read(async (db) => {
    const visit = await findUsableVisit(db, keys, now);
    if (!visit) return { state: "unusable" };
    const { recipient } = visit;
    if (!visit.isConfirmed) {
      const names = await namesOf(db, visit.envelope);
      return {
        state: "code_needed",
        kind: recipient.identification === "sender_code" ? "sender_code" : "email_code",
        ...names,
        recipientName: recipient.name,
        language: recipient.language,
        maskedEmail:
          recipient.identification === "email_code" && recipient.email
            ? maskEmail(recipient.email)
            : null,
      };
    }
    // Fonts and modules of the signing thread are ready when this person has read the document.
    const { capabilities } = await providerOf(db, visit.envelope);
    if (capabilities.hosted === "here" && isTheirTurn(recipient))
      warmSigningEngine().catch((error: unknown) => log.warn("No signing thread yet", { error }));
    return describeOpen(db, visit, now);
  });
}

/** Undefined for a link that opens nothing any more, or never did. */
export const findUsableVisit = (db: Db, keys: RecipientKeys, now: Date) =>
  findVisit(db, keys, now).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "link_unusable") return undefined;
    throw error;
  });

async function namesOf(db: Db, { ownerId, connectionId }: EnvelopeRow) {
  const [owner] = await db
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, ownerId));
  const { name: organisationName, timeZone } = await requireOffice(db);
  const { isRehearsal } = await requireConnection(db, connectionId);
  return { organisationName, timeZone, isRehearsal, senderName: owner?.name ?? "" };
}

async function loadWay(db: Db, envelope: EnvelopeRow, recipient: RecipientVisit["recipient"]) {
  const launch = await openLaunch(db, { envelope, recipient });
  const document = await findCurrentDocument(db, envelope.id);
  return {
    isReady: launch !== null && launch.toAddress(new URL(publicUrl())) !== null,
    failedTry: findFailedTry(document ? openKnown(document) : null, recipient.id),
  };
}

/** What somebody may see who has shown what their link asks for. */
export async function describeOpen(
  db: Db,
  { envelope, recipient, link }: RecipientVisit,
  now: Date,
): Promise<OpenSigningPage> {
  const document = await requireDocument(db, envelope.documentId);
  const people = await recipientsOf(db, envelope.id);
  const boxes = await placementsOf(db, envelope.id);
  const kinds = (await artifactsOf(db, envelope.id)).map(({ kind }) => kind);
  const { capabilities, displayName, options } = await providerOf(db, envelope);
  const isMyTurn = envelope.status === "in_progress" && isTheirTurn(recipient);
  const arePeopleShown = showsPeople(options, envelope.providerOptions);
  return {
    state: "open",
    envelope: {
      title: envelope.title,
      message: envelope.message,
      status: envelope.status,
      referenceCode: envelope.referenceCode,
      documentSha256: document.sha256,
      expiresAt: envelope.expiresAt,
      reason: envelope.reason,
      ...(await namesOf(db, envelope)),
      composedFrom: capabilities.signedFile === "composed_here" ? displayName : null,
    },
    me: {
      name: recipient.name,
      role: recipient.role,
      status: recipient.status,
      language: recipient.language,
      isMyTurn,
      actedAt: recipient.actedAt,
    },
    launch: isLaunched(capabilities, recipient.role)
      ? {
          providerName: displayName,
          ...(isMyTurn
            ? { ticket: makeTicket(link.id, now), ...(await loadWay(db, envelope, recipient)) }
            : { ticket: null, isReady: false, failedTry: null }),
        }
      : null,
    arePeopleShown,
    others: people
      .filter(({ id }) => arePeopleShown && id !== recipient.id)
      .map(({ name, role, status }) => ({ name, role, status })),
    document: {
      fileName: document.fileName,
      pages: documentFacts.parse(document.facts).pages,
    },
    boxes: boxes
      .filter(({ recipientId }) => recipientId === recipient.id)
      .map(({ id, page, x, y, width, height }) => ({
        id,
        page,
        rect: { space: "pdf", x, y, width, height },
      })),
    files: {
      signed: kinds.includes("signed_document"),
      certificate: kinds.includes("certificate"),
      isLocked: (await findProtectedAttempt(db, envelope.id)) !== null,
    },
  };
}
