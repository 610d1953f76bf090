import "server-only";
import { callLimits, within } from "@/lib/connections/count-call";
import type { SystemFigures } from "./measure-system";

// Prometheus' text format 0.0.4:
// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
export const metricsType = "text/plain; version=0.0.4; charset=utf-8";

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number, suffix?: string];
type Kind = "counter" | "gauge" | "histogram";

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" };
const quoted = (text: string): string =>
  `"${text.replace(/[\\"\n]/g, (sign) => escapes[sign] ?? sign)}"`;

function writeSample(name: string, [labels, value, suffix = ""]: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}=${quoted(text)}`);
  return `${name}${suffix}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}\n`;
}

/** A metric with all its samples; one without any is left out. */
function writeMetric(name: string, kind: Kind, help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return "";
  const lines = samples.map((sample) => writeSample(name, sample)).join("");
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${lines}`;
}

const seconds = (milliseconds: number): number => milliseconds / 1_000;
const ageOf = (since: Date | null, now: Date): number =>
  since ? Math.max(0, seconds(now.getTime() - since.getTime())) : 0;

/** @param memory of the process that answers; bytes */
export function writeMetrics(
  figures: SystemFigures,
  memory: Pick<NodeJS.MemoryUsage, "rss" | "heapUsed">,
): string {
  const { program, database } = figures;
  const { version, commit, node } = program;
  return [
    writeMetric("muhr_build_info", "gauge", "What runs; always 1.", [
      [{ version, commit: commit ?? "", node, database: database.kind }, 1],
    ]),
    ofJobs(figures),
    writeMetric(
      "muhr_envelopes",
      "gauge",
      "Envelopes by status.",
      Object.entries(figures.envelopes).map(([status, count]) => [{ status }, count]),
    ),
    ofConnections(figures),
    ofCallbacks(figures),
    ofMachine(figures),
    writeMetric("muhr_sending_held", "gauge", "1 while a restored backup holds back sending.", [
      [{}, Number(figures.isHeld)],
    ]),
    writeMetric("process_resident_memory_bytes", "gauge", "Memory of the portal's process.", [
      [{}, memory.rss],
    ]),
    writeMetric("nodejs_heap_size_used_bytes", "gauge", "Of it, used by JavaScript.", [
      [{}, memory.heapUsed],
    ]),
  ].join("");
}

const ofJobs = ({ at, jobs }: SystemFigures): string =>
  [
    writeMetric(
      "muhr_jobs",
      "gauge",
      "Jobs by name and state; due ones are among the ready.",
      jobs.flatMap(({ name, ready, due, running, dead }) =>
        Object.entries({ ready, due, running, dead }).map(
          ([state, count]): Sample => [{ job: name, state }, count],
        ),
      ),
    ),
    writeMetric(
      "muhr_jobs_oldest_due_seconds",
      "gauge",
      "How long the oldest due job has been waiting.",
      jobs.map(({ name, dueSince }) => [{ job: name }, ageOf(dueSince, at)]),
    ),
  ].join("");

/** Connections go by their number: an office may name one after a person. */
function ofConnections({ at, connections }: SystemFigures): string {
  const each = <Value>(
    toSamples: (connection: (typeof connections)[number], labels: Labels) => Value,
  ) =>
    connections.map((connection) =>
      toSamples(connection, { connection: connection.id, provider: connection.providerId }),
    );
  return [
    writeMetric(
      "muhr_provider_calls_total",
      "counter",
      "Calls to signing services by outcome.",
      each(({ allTime }, labels): Sample[] => {
        const { calls = 0, refused = 0, failed = 0 } = allTime ?? {};
        return Object.entries({ answered: calls - refused - failed, refused, failed }).map(
          ([outcome, count]) => [{ ...labels, outcome }, count],
        );
      }).flat(),
    ),
    writeMetric(
      "muhr_provider_call_duration_seconds",
      "histogram",
      "How long calls to signing services took.",
      each(({ allTime }, labels): Sample[] => [
        ...callLimits.map((limit): Sample => {
          const le = String(seconds(limit));
          return [{ ...labels, le }, allTime ? within(allTime, limit) : 0, "_bucket"];
        }),
        [{ ...labels, le: "+Inf" }, allTime?.calls ?? 0, "_bucket"],
        [labels, seconds(allTime?.duration ?? 0), "_sum"],
        [labels, allTime?.calls ?? 0, "_count"],
      ]).flat(),
    ),
    writeMetric(
      "muhr_breaker_open",
      "gauge",
      "1 while nothing is sent through the connection.",
      each(({ pause }, labels): Sample => [labels, Number(pause !== null)]),
    ),
    writeMetric(
      "muhr_connection_failures",
      "gauge",
      "Failures in a row.",
      each(({ failures }, labels): Sample => [labels, failures]),
    ),
    writeMetric(
      "muhr_queued_envelopes",
      "gauge",
      "Envelopes that wait to be sent through the connection.",
      each(({ waiting }, labels): Sample => [labels, waiting]),
    ),
    writeMetric(
      "muhr_queued_oldest_seconds",
      "gauge",
      "How long the first of them has been waiting.",
      each(({ oldestWaiting }, labels): Sample => [labels, ageOf(oldestWaiting, at)]),
    ),
  ].join("");
}

const ofCallbacks = ({ callbacks }: SystemFigures): string =>
  [
    writeMetric(
      "muhr_callbacks",
      "gauge",
      "Different callbacks that were kept, by what became of them.",
      callbacks.kept.map(({ providerId, verdict, count }) => [
        { provider: providerId, verdict },
        count,
      ]),
    ),
    writeMetric(
      "muhr_callbacks_refused_total",
      "counter",
      "Callbacks of which nothing was kept, by reason.",
      callbacks.refused.map(({ providerId, reason, count }) => [
        { provider: providerId, reason },
        count,
      ]),
    ),
  ].join("");

const ofMachine = ({ at, database, disk, files, certificates }: SystemFigures): string =>
  [
    writeMetric("muhr_database_bytes", "gauge", "Size of the database.", [[{}, database.bytes]]),
    writeMetric("muhr_disk_free_bytes", "gauge", "Free where the data folder lies.", [
      [{}, disk.free],
    ]),
    writeMetric("muhr_disk_size_bytes", "gauge", "Size of that file system.", [[{}, disk.total]]),
    writeMetric("muhr_files", "gauge", "Stored files; reckoned where there are many.", [
      [{}, files.files],
    ]),
    writeMetric("muhr_files_bytes", "gauge", "Their size.", [[{}, files.bytes]]),
    writeMetric(
      "muhr_certificate_expiry_seconds",
      "gauge",
      "Until the certificate expires; negative afterwards.",
      certificates.map(({ id, expiresAt }) => [
        { certificate: id },
        Math.round(seconds(expiresAt.getTime() - at.getTime())),
      ]),
    ),
  ].join("");
