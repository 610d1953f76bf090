import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";

type Row = Readonly<Record<string, string | number | null>>;

export type OfficeAttempt = {
  readonly number: number;
  readonly state: string;
  readonly externalId: string | null;
  readonly sentAt: number | null;
  readonly trouble: string | null;
};
export type OfficeEnvelope = {
  readonly id: string;
  readonly referenceCode: string;
  readonly status: EnvelopeStatus;
  readonly attempts: readonly OfficeAttempt[];
  /** `from > to`, in the order of the audit chain. */
  readonly edges: readonly (readonly [string, string])[];
  /** Why it came to need a check, by code; a later search replaces the trouble of its attempt. */
  readonly doubts: readonly string[];
  /** Of signed documents: as recorded, and as the bytes on the disk say. */
  readonly files: readonly {
    readonly sha256: string;
    readonly actual: string | null;
    readonly match: string;
  }[];
  readonly people: readonly string[];
  readonly keys: number;
};

/** What a portal that has ended left behind: read past its own code, as an auditor would. */
export type Office = {
  readonly envelopes: readonly OfficeEnvelope[];
  /** Documents that the office knows of, by the provider's numbers. */
  readonly documents: readonly string[];
  readonly integrity: string;
  readonly openAttempts: number;
  readonly unreadCallbacks: number;
  readonly confirmedCallbacks: number;
  readonly deadJobs: readonly string[];
  readonly temporaryFiles: readonly string[];
};

export function readOffice(dataFolder: string): Office {
  const database = new Database(path.join(dataFolder, "muhr.db"), { readonly: true });
  try {
    const all = (query: string, ...values: string[]) =>
      database.prepare<string[], Row>(query).all(...values);
    const count = (query: string) => Number(all(`select count(*) as n from ${query}`)[0]?.n);
    const temporary = path.join(dataFolder, "tmp");
    return {
      envelopes: all("select id, reference_code, status from envelopes").map((row) => ({
        id: String(row.id),
        referenceCode: String(row.reference_code),
        status: String(row.status) as EnvelopeStatus,
        attempts: all(
          "select * from attempts where envelope_id = ? order by number",
          String(row.id),
        ).map(toAttempt),
        edges: all(
          "select details from audit_events where envelope_id = ? order by sequence",
          String(row.id),
        ).flatMap(toEdge),
        doubts: all(
          "select details from audit_events where action = 'envelope.needs_check' and envelope_id = ?",
          String(row.id),
        ).map(({ details }) => String(JSON.parse(String(details)).code)),
        files: all(
          "select sha256, verdict from artifacts where kind = 'signed_document' and envelope_id = ?",
          String(row.id),
        ).map((file) => toFile(dataFolder, file)),
        people: all(
          "select status from recipients where envelope_id = ? order by position",
          String(row.id),
        ).map(({ status }) => String(status)),
        keys: all("select id from idempotency_keys where envelope_id = ?", String(row.id)).length,
      })),
      documents: all("select external_id from provider_documents").map((row) =>
        String(row.external_id),
      ),
      integrity: String(all("pragma integrity_check")[0]?.integrity_check),
      openAttempts: count("attempts where state in ('prepared', 'sending')"),
      unreadCallbacks: count("callbacks where verdict = 'waiting'"),
      confirmedCallbacks: count("callbacks where verdict = 'confirmed'"),
      deadJobs: all("select name, last_error from jobs where state in ('dead', 'running')").map(
        ({ name, last_error }) => `${name}: ${last_error}`,
      ),
      temporaryFiles: existsSync(temporary) ? readdirSync(temporary) : [],
    };
  } finally {
    database.close();
  }
}

const toAttempt = (row: Row): OfficeAttempt => ({
  number: Number(row.number),
  state: String(row.state),
  externalId: row.external_id === null ? null : String(row.external_id),
  sentAt: row.sent_at === null ? null : Number(row.sent_at),
  trouble: row.trouble ? JSON.parse(String(row.trouble)).code : null,
});

function toEdge({ details }: Row): [string, string][] {
  const { from, to } = JSON.parse(String(details)) ?? {};
  return from && to ? [[from, to]] : [];
}

function toFile(dataFolder: string, { sha256, verdict }: Row) {
  const name = String(sha256);
  const file = path.join(dataFolder, "files", name.slice(0, 2), name);
  return {
    sha256: name,
    actual: existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : null,
    match: JSON.parse(String(verdict)).documentMatch,
  };
}
