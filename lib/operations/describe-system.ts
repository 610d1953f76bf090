import { formatFileSize, formatInstant } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import type { Finding } from "./judge-system";
import type { SystemFigures } from "./measure-system";

export type Reader = { readonly locale: Locale; readonly timeZone: string };
type Values = Readonly<Record<string, string | number>>;

export const factCodes = [
  "version",
  "runtime",
  "address",
  "database",
  "disk",
  "files",
  "jobs",
  "sending",
  "authority",
  "seal",
  "mail",
  "rehearsal",
  "backups",
] as const;
export type FactCode = (typeof factCodes)[number];

/** Its name stands in the message files under `system.names.<code>`, what it says under `system.facts.<code>`. */
export type Fact = { readonly code: FactCode; readonly values: Values };

/** Keeps what is written from left to right together in a sentence that is not. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/** The facts about the installation, in the order in which they are told. */
export function describeFacts(figures: SystemFigures, reader: Reader): Fact[] {
  const { program, address, database, disk, files, jobs, envelopes, mailHost } = figures;
  const size = (bytes: number) => isolated(formatFileSize(bytes, reader.locale));
  const sum = (key: "ready" | "due" | "running" | "dead") =>
    jobs.reduce((total, job) => total + job[key], 0);
  const until = (wanted: string): Values => {
    const found = figures.certificates.find(({ id }) => id === wanted);
    return { at: found ? formatInstant(found.expiresAt, "date", reader) : "none" };
  };
  const values: Record<FactCode, Values> = {
    version: {
      version: isolated(program.version),
      commit: program.commit === null ? "none" : isolated(program.commit),
    },
    runtime: { node: isolated(`Node ${program.node}`), platform: isolated(program.platform) },
    address: { url: isolated(address.url) },
    database: { kind: database.kind, size: size(database.bytes) },
    disk: { free: size(disk.free), total: size(disk.total) },
    files: {
      count: files.files,
      size: size(files.bytes),
      isEstimate: String(files.isEstimate),
    },
    jobs: { waiting: sum("ready"), due: sum("due"), running: sum("running"), dead: sum("dead") },
    sending: {
      isHeld: String(figures.isHeld),
      queued: envelopes.queued,
      underWay: envelopes.sending + envelopes.in_progress + envelopes.completing,
    },
    authority: until("root"),
    seal: until("seal"),
    mail: { host: mailHost === null ? "none" : isolated(mailHost) },
    rehearsal: { isOn: String(figures.isRehearsing) },
    backups: {},
  };
  return factCodes.map((code) => ({ code, values: values[code] }));
}

/** A finding, and what its sentence is filled with. */
export type SaidFinding = Pick<Finding, "level" | "code"> & { readonly values: Values };

/** @param where it is read: what stands on the System page is not to be looked for there */
export function sayFinding(
  { level, code, values }: Finding,
  reader: Reader,
  where: "page" | "terminal",
): SaidFinding {
  const { count, bytes, at, name, share } = values;
  return {
    level,
    code,
    values: {
      ...(count !== undefined && { count }),
      ...(bytes !== undefined && { size: isolated(formatFileSize(bytes, reader.locale)) }),
      ...(at && { at: formatInstant(at, "short", reader) }),
      ...(name !== undefined && { name: isolated(name) }),
      ...(share !== undefined && { share }),
      where,
    },
  };
}
