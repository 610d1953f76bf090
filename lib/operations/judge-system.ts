import type { SystemFigures } from "./measure-system";

const minute = 60_000;
const day = 24 * 60 * minute;
const megabyte = 1_000_000;

/** Below the first nothing may be taken in any more; below the second somebody should look. Bytes. */
export const leastFree = 256 * megabyte;
const comfortablyFree = 2_000 * megabyte;
const latest = 5 * minute;
const certificateNotice = 90 * day;
/** A share of failed calls that is worth a look, once there are some. */
const badShare = 0.2;
const fewestCalls = 5;

export const findingCodes = [
  "disk_full",
  "disk_low",
  "migrations_missing",
  "migrations_unknown",
  "jobs_late",
  "jobs_dead",
  "sending_held",
  "needs_check",
  "conflict",
  "connection_stopped",
  "connection_paused",
  "connection_failing",
  "certificate_expired",
  "certificate_ends",
  "address_local",
  "address_plain",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** `code` has a sentence in the message files, `system.findings.<code>`: what is wrong and what to do. */
export type Finding = {
  readonly level: "warning" | "problem";
  readonly code: FindingCode;
  readonly values: {
    readonly count?: number;
    readonly bytes?: number;
    readonly at?: Date;
    readonly name?: string;
    readonly connectionId?: string;
    /** 0 to 1. */
    readonly share?: number;
  };
};

const problem = (code: FindingCode, values: Finding["values"] = {}): Finding => ({
  level: "problem",
  code,
  values,
});
const warning = (code: FindingCode, values: Finding["values"] = {}): Finding => ({
  level: "warning",
  code,
  values,
});

/** What somebody has to look at, the worst first. Nothing found means that all is well. */
export function judgeSystem(figures: SystemFigures): Finding[] {
  return [
    ...ofDisk(figures),
    ...ofDatabase(figures),
    ...ofJobs(figures),
    ...ofEnvelopes(figures),
    ...figures.connections.flatMap(ofConnection),
    ...ofCertificates(figures),
    ...ofAddress(figures),
  ].toSorted((a, b) => Number(b.level === "problem") - Number(a.level === "problem"));
}

function ofDisk({ disk: { free } }: SystemFigures): Finding[] {
  if (free < leastFree) return [problem("disk_full", { bytes: free })];
  return free < comfortablyFree ? [warning("disk_low", { bytes: free })] : [];
}

function ofDatabase({ database: { migrations } }: SystemFigures): Finding[] {
  if (migrations.unknown > 0) return [problem("migrations_unknown")];
  return migrations.missing > 0
    ? [warning("migrations_missing", { count: migrations.missing })]
    : [];
}

function ofJobs({ at, jobs }: SystemFigures): Finding[] {
  const late = jobs.flatMap(({ dueSince }) =>
    dueSince && at.getTime() - dueSince.getTime() > latest ? [dueSince] : [],
  );
  const [since] = late.toSorted((a, b) => a.getTime() - b.getTime());
  const dead = jobs.reduce((sum, job) => sum + job.dead, 0);
  return [
    ...(since ? [problem("jobs_late", { at: since })] : []),
    ...(dead > 0 ? [warning("jobs_dead", { count: dead })] : []),
  ];
}

function ofEnvelopes({ envelopes, isHeld }: SystemFigures): Finding[] {
  return [
    ...(isHeld ? [problem("sending_held")] : []),
    ...(["needs_check", "conflict"] as const).flatMap((status) =>
      envelopes[status] > 0 ? [warning(status, { count: envelopes[status] })] : [],
    ),
  ];
}

function ofConnection({
  id: connectionId,
  name,
  isEnabled,
  pause,
  lastHour,
}: SystemFigures["connections"][number]): Finding[] {
  if (pause)
    return pause.until
      ? [warning("connection_paused", { name, connectionId, at: pause.until })]
      : [
          isEnabled
            ? problem("connection_stopped", { name, connectionId })
            : warning("connection_stopped", { name, connectionId }),
        ];
  const share = lastHour.failed / Math.max(1, lastHour.calls);
  return lastHour.calls >= fewestCalls && share >= badShare
    ? [warning("connection_failing", { name, connectionId, share })]
    : [];
}

function ofCertificates({ at, certificates }: SystemFigures): Finding[] {
  const [first] = certificates;
  if (!first) return [];
  const { expiresAt } = first;
  if (expiresAt <= at) return [problem("certificate_expired", { at: expiresAt })];
  return expiresAt.getTime() - at.getTime() < certificateNotice
    ? [warning("certificate_ends", { at: expiresAt })]
    : [];
}

function ofAddress({ address: { url, isLocal } }: SystemFigures): Finding[] {
  if (isLocal) return [warning("address_local")];
  return url.startsWith("https:") ? [] : [warning("address_plain")];
}
