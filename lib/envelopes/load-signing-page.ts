import "server-only";
import { eq } from "drizzle-orm";
import { read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { currentVisitor } from "@/lib/accounts/client-address";
import { documentFacts } from "@/lib/documents/schema";
import { AppError } from "@/lib/kernel/errors";
import { log } from "@/lib/kernel/log";
import type { PageBox, PdfRect } from "@/lib/placements/schema";
import { warmSigningEngine } from "@/lib/signing/engine";
import type { EnvelopeStatus, RecipientRole, RecipientStatus } from "@/lib/vocabulary/envelope";
import { requireOffice } from "./compose-notice";
import { maskEmail } from "./confirm-code";
import { artifactsOf, placementsOf, recipientsOf, requireDocument } from "./queries";
import { toRecipientKeys } from "./recipient-cookie";
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
      };
      readonly me: {
        readonly name: string;
        readonly role: RecipientRole;
        readonly status: RecipientStatus;
        readonly language: string;
        readonly isMyTurn: boolean;
        readonly actedAt: Date | null;
      };
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
      readonly files: { readonly signed: boolean; readonly certificate: boolean };
    };

/** The page behind a recipient's link. It reads only: mail scanners open links too. */
export async function loadSigningPage(token: string): Promise<SigningPage> {
  const keys = await toRecipientKeys(token, await currentVisitor());
  const now = new Date();
  return read(async (db) => {
    const visit = await findVisit(db, keys, now).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "link_unusable") return undefined;
      throw error;
    });
    if (!visit) return { state: "unusable" };
    const { envelope, recipient } = visit;
    const [owner] = await db
      .select({ name: accounts.name })
      .from(accounts)
      .where(eq(accounts.id, envelope.ownerId));
    const office = await requireOffice(db);
    const names = {
      organisationName: office.name,
      timeZone: office.timeZone,
      senderName: owner?.name ?? "",
    };
    if (!visit.isConfirmed)
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
    // Fonts and modules of the signing thread are ready when this person has read the document.
    if (isTheirTurn(recipient))
      warmSigningEngine().catch((error: unknown) => log.warn("No signing thread yet", { error }));
    const document = await requireDocument(db, envelope.documentId);
    const people = await recipientsOf(db, envelope.id);
    const boxes = await placementsOf(db, envelope.id);
    const kinds = (await artifactsOf(db, envelope.id)).map(({ kind }) => kind);
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
        ...names,
      },
      me: {
        name: recipient.name,
        role: recipient.role,
        status: recipient.status,
        language: recipient.language,
        isMyTurn: envelope.status === "in_progress" && isTheirTurn(recipient),
        actedAt: recipient.actedAt,
      },
      others: people
        .filter(({ id }) => id !== recipient.id)
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
      },
    };
  });
}
