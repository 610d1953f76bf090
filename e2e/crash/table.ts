import type { Evidence, Violation } from "./check-invariants";
import { wasHeardOf } from "./check-invariants";
import { createFaults } from "./storm";

const row = (name: string, value: string | number): string => `  ${name.padEnd(34)}${value}`;

/** What a storm did, and what was left after it, for people. */
export function toTable(
  { ledger, office, answered }: Evidence,
  violations: readonly Violation[],
  kills: number,
): string {
  const sent = office.envelopes.filter(({ id }) => answered.includes(id));
  const of = (status: string) => sent.filter((each) => each.status === status);
  const creates = ledger.requests.filter(({ operation }) => operation === "create");
  const unsure = of("needs_check");
  const documentOf = ({ referenceCode }: (typeof sent)[number]) =>
    ledger.documents.find(({ title }) => title.includes(referenceCode));
  const made = unsure.flatMap((each) => documentOf(each) ?? []);
  const interrupted = unsure.filter(({ attempts }) => attempts.at(-1)?.trouble === "interrupted");
  const adopted = sent.filter(
    ({ status, attempts }) =>
      status !== "needs_check" &&
      attempts.some(({ state, trouble }) => state === "accepted" && trouble !== null),
  );
  const kindCount = (kind: Violation["kind"]) =>
    violations.filter((violation) => violation.kind === kind).length;
  const share = ((100 * unsure.length) / Math.max(1, sent.length)).toFixed(1);
  return [
    row("sends answered", answered.length),
    row("kills", kills),
    row("creates that reached the provider", creates.length),
    ...createFaults.map((fault) =>
      row(`  ${fault}`, creates.filter((request) => request.fault === fault).length),
    ),
    row(
      "callbacks sent, heard, confirmed",
      `${ledger.callbacks.length}, ${heard(ledger)}, ${office.confirmedCallbacks}`,
    ),
    row("documents at the provider", ledger.documents.length),
    row("completed", of("completed").length),
    row("declined", of("declined").length),
    row("failed", of("failed").length),
    row("conflict", of("conflict").length),
    row("adopted after an unknown outcome", adopted.length),
    row("needs_check", `${unsure.length} (${share} %)`),
    row(
      "  after a kill, after a fault",
      `${interrupted.length}, ${unsure.length - interrupted.length}`,
    ),
    row("  no document at the provider", unsure.length - made.length),
    row(
      "  document, callback not matched",
      made.filter((each) => !wasHeardOf(each, ledger)).length,
    ),
    row("lost", kindCount("lost")),
    row("double", kindCount("double")),
    row("wrong", kindCount("wrong")),
  ].join("\n");
}

const heard = ({ callbacks }: Evidence["ledger"]): number =>
  callbacks.filter(({ status }) => status === 200).length;
