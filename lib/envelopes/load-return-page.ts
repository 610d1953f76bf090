import "server-only";
import { eq } from "drizzle-orm";
import { cookies } from "next/headers";
import type { Db } from "@/db/client";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { currentVisitor } from "@/lib/accounts/client-address";
import { countCall } from "@/lib/callbacks/limit-calls";
import type { Visitor } from "@/lib/vocabulary/visitor";
import { requireOffice } from "./compose-notice";
import { findCurrentDocument } from "./find-attempt";
import { recipientToken } from "./issue-link";
import type { OpenSigningPage } from "./load-signing-page";
import { describeOpen, findUsableVisit } from "./load-signing-page";
import type { EnvelopeRow } from "./queries";
import { requireConnection } from "./queries";
import { askReadBack } from "./request-read-back";
import type { RecipientVisit } from "./require-recipient";
import type { ReturnOutcome } from "./return-link";
import {
  findAttemptReturn,
  findLaunched,
  findReturn,
  hasLeftThrough,
  launchCookieNames,
} from "./return-link";
import { isTheirTurn } from "./state";

export type ReturnPage =
  | { readonly state: "unusable" }
  | {
      readonly state: "returned";
      readonly page: OpenSigningPage;
      /**
       * The secret of the link through which this very browser left. Null in another one: there
       * `page` says nothing about the document and its people, and has no files.
       */
      readonly token: string | null;
      /** What the provider says by the address; null where one address is for both. */
      readonly outcome: ReturnOutcome | null;
      /** When the provider was last read back. */
      readonly lookedAt: Date | null;
      /** When this page was made. */
      readonly at: Date;
    }
  /** One address is for all people, and nobody left for it from this browser. */
  | {
      readonly state: "nameless";
      readonly outcome: ReturnOutcome;
      readonly organisation: { readonly name: string; readonly timeZone: string };
      readonly isRehearsal: boolean;
      readonly language: string;
    };

type Returning = Visitor & { readonly launchProof: string | undefined };

export async function loadReturnPage(token: string): Promise<ReturnPage> {
  const jar = await cookies();
  const name = launchCookieNames.find((each) => jar.has(each)) ?? "";
  const launchProof = jar.get(name)?.value;
  return describeReturn(token, { ...(await currentVisitor()), launchProof }, new Date());
}

/**
 * Where a provider's page sends somebody back. It proves nothing that they come: the page asks for
 * a read-back, and says what is known.
 */
export async function describeReturn(
  token: string,
  returning: Returning,
  now: Date,
): Promise<ReturnPage> {
  const attempt = findAttemptReturn(token);
  if (attempt) return describeAttemptReturn(attempt, returning, now);
  const linkId = findReturn(token);
  const visit = linkId && (await findLeft(linkId, returning, now));
  if (!visit) return { state: "unusable" };
  const { envelope, recipient } = visit;
  if (isTheirTurn(recipient)) await askWhatHappened(envelope, recipient.id, now);
  const isSameBrowser = hasLeftThrough(linkId, returning.launchProof);
  const found = await describeVisit(visit, now);
  return {
    ...found,
    page: isSameBrowser ? found.page : withoutDocument(found.page),
    token: isSameBrowser ? recipientToken(linkId) : null,
    outcome: null,
  };
}

/** The address says nothing of the person: only the browser that left knows who they are. */
async function describeAttemptReturn(
  { attemptId, outcome }: { readonly attemptId: string; readonly outcome: ReturnOutcome },
  returning: Returning,
  now: Date,
): Promise<ReturnPage> {
  const envelope = await read((db) => findEnvelopeOf(db, attemptId));
  if (!envelope) return { state: "unusable" };
  await askWhatHappened(envelope, attemptId, now);
  const linkId = findLaunched(returning.launchProof);
  const visit = linkId && (await findLeft(linkId, returning, now));
  if (!visit || visit.envelope.id !== envelope.id) {
    const { name, timeZone, language } = await read(requireOffice);
    const { isRehearsal } = await read((db) => requireConnection(db, envelope.connectionId));
    return { state: "nameless", outcome, organisation: { name, timeZone }, isRehearsal, language };
  }
  const { page, ...found } = await describeVisit(visit, now);
  // The policy of this page cannot know where its person may be led: their own page's does.
  const launch = page.launch && { ...page.launch, ticket: null };
  return { ...found, page: { ...page, launch }, token: recipientToken(linkId), outcome };
}

const findLeft = (linkId: string, { launchProof: _, ...visitor }: Returning, now: Date) =>
  read((db) =>
    findUsableVisit(db, { token: recipientToken(linkId), visitToken: undefined, ...visitor }, now),
  );

const describeVisit = (visit: RecipientVisit, now: Date) =>
  read(async (db) => ({
    state: "returned" as const,
    page: await describeOpen(db, visit, now),
    lookedAt: (await findCurrentDocument(db, visit.envelope.id))?.readAt ?? null,
    at: now,
  }));

async function findEnvelopeOf(db: Db, attemptId: string): Promise<EnvelopeRow | undefined> {
  const [found] = await db
    .select({ envelope: envelopes })
    .from(attempts)
    .innerJoin(envelopes, eq(envelopes.id, attempts.envelopeId))
    .where(eq(attempts.id, attemptId));
  return found?.envelope;
}

const looksAMinute = 12;

/** Not for every reload, and not once it is known. @param who comes back */
async function askWhatHappened({ id, status }: EnvelopeRow, who: string, now: Date): Promise<void> {
  if (status !== "in_progress") return;
  if (countCall(`return/${who}`, looksAMinute, now) !== undefined) return;
  await write((tx) => askReadBack(tx, id, now));
}

const withoutDocument = (page: OpenSigningPage): OpenSigningPage => ({
  ...page,
  envelope: {
    ...page.envelope,
    title: "",
    message: "",
    referenceCode: "",
    documentSha256: "",
    reason: null,
  },
  launch: page.launch && { ...page.launch, ticket: null, failedTry: null },
  arePeopleShown: false,
  others: [],
  document: { fileName: "", pages: [] },
  boxes: [],
  files: { signed: false, certificate: false, isLocked: false },
});
