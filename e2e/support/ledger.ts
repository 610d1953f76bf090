import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import Database from "better-sqlite3";

type Row = Readonly<Record<string, string | number | null>>;
type Select = (query: string, ...values: readonly string[]) => Row[];

/** Reads the portal's database beside the portal, as a backup program would. */
function withLedger<Found>(dataFolder: string, look: (select: Select) => Found): Found {
  const database = new Database(path.join(dataFolder, "muhr.db"), { readonly: true });
  try {
    return look((query, ...values) => database.prepare<string[], Row>(query).all(...values));
  } finally {
    database.close();
  }
}

/** A stored file, checked against the name that it has in the ledger. */
function storedFile(dataFolder: string, sha256: string): Buffer {
  const bytes = readFileSync(path.join(dataFolder, "files", sha256.slice(0, 2), sha256));
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
  return bytes;
}

/** What must be true of the whole portal whenever it has started and come to rest. */
export function expectSoundPortal(dataFolder: string): void {
  withLedger(dataFolder, (select) => {
    expect(select("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(select("pragma foreign_key_check")).toEqual([]);
    expectChain(select);
    expect(select("select name from jobs where state in ('running', 'dead')")).toEqual([]);
    expect(
      select("select name from jobs where state = 'ready' and name <> 'expire-envelope'"),
    ).toEqual([]);
    for (const { sha256 } of select(
      "select sha256 from artifacts union select working_sha256 from envelopes where working_sha256 is not null union select sha256 from documents",
    ))
      storedFile(dataFolder, String(sha256));
  });
  const temporary = path.join(dataFolder, "tmp");
  expect(existsSync(temporary) ? readdirSync(temporary) : []).toEqual([]);
}

/** Sequence without a gap, each event holding on to the one before it, the head at the end. */
function expectChain(select: Select): void {
  let last = { sequence: 0, hash: "0".repeat(64) };
  for (const row of select("select * from audit_events order by sequence")) {
    expect({ sequence: row.sequence, previous: row.previous_hash }).toEqual({
      sequence: last.sequence + 1,
      previous: last.hash,
    });
    last = { sequence: Number(row.sequence), hash: String(row.hash) };
  }
  expect(select("select sequence, hash from audit_head")).toEqual([last]);
}

const wholeLife = [
  "draft > queued",
  "queued > sending",
  "sending > in_progress",
  "in_progress > completing",
  "completing > completed",
];

/**
 * That this envelope was sent, signed by each of its signers and completed, each exactly once.
 * @returns the signed document and the certificate, as they are stored
 */
export function expectCompletedOnce(
  dataFolder: string,
  envelopeId: string,
): { readonly signed: Buffer; readonly certificate: Buffer } {
  return withLedger(dataFolder, (select) => {
    const all = (columns: string, table: string, rest = "") =>
      select(`select ${columns} from ${table} where envelope_id = ? ${rest}`, envelopeId);
    expect(edgesOf(all("details", "audit_events", "order by sequence"))).toEqual(wholeLife);
    expect(all("number, state", "attempts")).toEqual([{ number: 1, state: "accepted" }]);
    expect(
      select("select id from idempotency_keys where envelope_id = ?", envelopeId),
    ).toHaveLength(1);

    const people = all("id, role, status, certificate_serial", "recipients", "order by position");
    const signers = people.filter(({ role }) => role === "signer");
    expect(signers.map(({ status }) => status)).toEqual(signers.map(() => "signed"));
    expect(new Set(signers.map((each) => each.certificate_serial)).size).toBe(signers.length);
    const facts = all("action, recipient_id", "audit_events", "order by sequence");
    const countOf = (wanted: string, recipient: string | number | null = null) =>
      facts.filter(({ action, recipient_id }) => action === wanted && recipient_id === recipient)
        .length;
    for (const { id } of people) expect(countOf("recipient.invited", id ?? "")).toBe(1);
    for (const { id } of signers) expect(countOf("recipient.signed", id ?? "")).toBe(1);
    expect(countOf("artifact.stored")).toBe(2);

    const asked = select(
      "select name, count(*) as times from jobs where json_extract(payload, '$.envelopeId') = ? and name <> 'expire-envelope' group by name order by name",
      envelopeId,
    );
    expect(asked).toEqual([
      { name: "complete-envelope", times: 1 },
      { name: "deliver-envelope", times: 1 },
    ]);
    const files = all("kind, sha256", "artifacts", "order by kind");
    expect(files.map(({ kind }) => kind)).toEqual(["certificate", "signed_document"]);
    const [certificate = Buffer.of(), signed = Buffer.of()] = files.map(({ sha256 }) =>
      storedFile(dataFolder, String(sha256)),
    );
    return { signed, certificate };
  });
}

function edgesOf(events: readonly Row[]): string[] {
  return events
    .map(({ details }): { from?: string; to?: string } => JSON.parse(String(details)))
    .flatMap(({ from, to }) => (from && to ? [`${from} > ${to}`] : []));
}

/** How many rows a table has, all envelopes together. */
export const countRows = (
  dataFolder: string,
  table: "accounts" | "documents" | "envelopes",
): number =>
  withLedger(dataFolder, (select) =>
    Number(select(`select count(*) as rows from ${table}`)[0]?.rows),
  );
