import type { AuditVerdict } from "@/lib/audit/verify-audit";
import { canBecome } from "@/lib/envelopes/state";
import type { Ledger, LedgerDocument, LedgerRequest } from "@/lib/provider-kit/sandbox";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { Kind } from "./kinds";
import type { Office, OfficeEnvelope } from "./office";

export type Violation = { readonly kind: "lost" | "double" | "wrong"; readonly what: string };

export type Evidence = {
  /** What of the provider's ledger concerns this portal. */
  readonly ledger: Ledger;
  readonly office: Office;
  readonly audit: AuditVerdict;
  /** Envelopes whose sending was confirmed to a client. */
  readonly answered: readonly string[];
  readonly kind: Kind;
};

/**
 * Narrows a ledger to the requests and documents of one portal: its creates name an address of its
 * own, and its documents have the titles that it gave them.
 */
export function ofPortal(ledger: Ledger, portalUrl: string): Ledger {
  const isMine = (value: unknown) => String(value).startsWith(`${portalUrl}/`);
  const addresses = ["callbackUrl", "printableLink"];
  const requests = ledger.requests.filter(({ body }) =>
    addresses.some((name) => isMine(field(body, name))),
  );
  const titles = new Set(requests.map(({ body }) => titleOf(body)));
  return {
    ...ledger,
    requests,
    documents: ledger.documents.filter(({ title }) => titles.has(title)),
    callbacks: ledger.callbacks.filter(({ url }) => isMine(url)),
  };
}

const field = (body: unknown, name: string): unknown =>
  body !== null && typeof body === "object" ? (body as Record<string, unknown>)[name] : undefined;

/** Each provider calls it otherwise. */
const titleOf = (body: unknown): unknown => field(body, "title") ?? field(body, "contractName");

/** The provider said no before it did anything, and whoever heard it may ask again. */
const wasRefused = ({ fault, status, committed }: LedgerRequest): boolean =>
  committed === null &&
  (["401", "429", "business_error"].includes(fault) ||
    (status !== null && status >= 400 && status < 500));

/** Holds an office that has come to rest against what its provider saw. */
export function checkInvariants({ ledger, office, audit, answered, kind }: Evidence): Violation[] {
  const violations: Violation[] = [];
  const note = (kind: Violation["kind"], what: string) => violations.push({ kind, what });

  for (const id of answered)
    if (!office.envelopes.some((each) => each.id === id))
      note("lost", `${id} was answered and is gone`);
  for (const { id, title } of ledger.documents)
    if (!office.envelopes.some(({ referenceCode }) => title.includes(referenceCode)))
      note("lost", `the provider has ${id}, and no envelope is its own`);
  for (const id of office.documents)
    if (!ledger.documents.some((document) => document.id === id))
      note("wrong", `the office believes in ${id}, which the provider never made`);
  if (new Set(office.documents).size < office.documents.length)
    note("wrong", "two rows for one document");

  for (const envelope of office.envelopes) {
    const requests = ledger.requests.filter(({ body }) =>
      String(titleOf(body)).includes(envelope.referenceCode),
    );
    const documents = ledger.documents.filter(({ title }) =>
      title.includes(envelope.referenceCode),
    );
    const wasAnswered = answered.includes(envelope.id);
    const say = (kind: Violation["kind"], what: string) =>
      note(kind, `${envelope.id} (${envelope.status}): ${what}`);
    if (documents.length > 1) say("double", `${documents.length} documents at the provider`);
    if (requests.some(({ body }) => field(body, "isForceCreate") === true))
      say("wrong", "forced, and nobody asked for that");
    if (!kind.isRepeatable && requests.slice(0, -1).some((request) => !wasRefused(request)))
      say("double", `sent again after ${requests.map(({ fault }) => fault).join(", ")}`);
    if (wasAnswered && ["draft", "queued", "sending"].includes(envelope.status))
      say("lost", "answered, and never sent");
    if (wasAnswered && envelope.keys !== 1) say("wrong", `${envelope.keys} keys`);
    for (const what of contradictions(envelope, requests, documents, ledger, kind))
      say("wrong", what);
    for (const what of wrongEdges(envelope)) say("wrong", what);
  }

  if (!audit.isIntact) note("wrong", `the audit chain breaks at ${audit.firstBad}`);
  if (office.integrity !== "ok") note("wrong", `the database: ${office.integrity}`);
  if (office.openAttempts > 0) note("wrong", `${office.openAttempts} attempts without a sender`);
  if (office.unreadCallbacks > 0) note("wrong", `${office.unreadCallbacks} callbacks not read`);
  for (const job of office.deadJobs) note("wrong", `a job is left: ${job}`);
  for (const file of office.temporaryFiles) note("wrong", `a temporary file is left: ${file}`);
  const charged = ledger.documents.reduce((sum, { cost }) => sum + cost, 0);
  const sent = kind.costOfOne * new Set(ledger.documents.map(({ title }) => title)).size;
  if (charged !== sent) note("double", `${charged} charged instead of ${sent}`);
  return violations;
}

/** In what an envelope's status says something that its provider does not. */
function contradictions(
  { status, attempts, doubts, files, people }: OfficeEnvelope,
  requests: readonly LedgerRequest[],
  documents: readonly LedgerDocument[],
  ledger: Ledger,
  kind: Kind,
): string[] {
  const [document] = documents;
  const found: string[] = [];
  const must = (isSo: boolean, what: string) => {
    if (!isSo) found.push(what);
  };
  const last = attempts.at(-1);
  for (const attempt of attempts)
    must(
      attempt.state !== "not_sent" || attempt.sentAt === null || attempt.trouble !== "interrupted",
      "an attempt that may have left is held for not sent",
    );
  switch (status) {
    case "draft":
      must(requests.length === 0, "sent while it was a draft");
      break;
    case "completed":
      must(document?.state === "signed", `the provider says ${document?.state}`);
      must(files.length === 1, `${files.length} signed files`);
      for (const { sha256, actual, match } of files) {
        must(actual === sha256, "its file is missing or damaged");
        // Where the provider has none, the file was composed here.
        const own = document?.finalSha256 ?? null;
        must(own === null || sha256 === own, "its file is not the provider's");
        must(match === "good", `its file was judged ${match}`);
      }
      must(people.join() === kind.doneAs, `people are ${people.join()}`);
      must(last?.state === "accepted" && last.externalId === document?.id, "another document");
      break;
    case "declined":
      must(document?.people.some(kind.hasRefused) === true, "nobody refused it at the provider");
      must(people.includes("declined"), `people are ${people.join()}`);
      break;
    case "failed":
      must(documents.length === 0, "it failed, and the provider has it");
      must(requests.every(wasRefused), "it failed without a definite no");
      break;
    case "needs_check":
      must(last?.state === "unknown" && last.sentAt !== null, "no attempt is unknown");
      must(
        doubts.some((code) => ["interrupted", "timeout"].includes(code)) ||
          requests.some(isAmbiguous),
        `nothing was ambiguous: ${requests.at(-1)?.fault}, ${doubts.join()}`,
      );
      must(!document || !wasHeardOf(document, ledger), "its callback came and was not heeded");
      break;
    default:
      found.push("it has not come to rest");
  }
  return found;
}

const isAmbiguous = (request: LedgerRequest): boolean =>
  !wasRefused(request) && !["ok", "slow"].includes(request.fault);

/**
 * Whether the portal has taken a callback in that names this document at its own address. At an
 * address for all it can only be matched to a document that is known here already.
 */
export const wasHeardOf = ({ id, callbackUrl }: LedgerDocument, { callbacks }: Ledger): boolean =>
  callbacks.some(
    ({ url, body, status }) =>
      status === 200 &&
      url === callbackUrl &&
      body.startsWith("{") &&
      Object.values(JSON.parse(body)).includes(id),
  );

function wrongEdges({ status, edges }: OfficeEnvelope): string[] {
  let at: string = "draft";
  for (const [from, to] of edges) {
    if (from !== at || !canBecome(from as EnvelopeStatus, to as EnvelopeStatus))
      return [`an edge from ${from} to ${to} after ${at}`];
    at = to;
  }
  return at === status ? [] : [`the events end at ${at}`];
}
