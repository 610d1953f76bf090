import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { makeContract } from "../fixtures/make-pdfs";
import type { Violation } from "./check-invariants";
import { checkInvariants } from "./check-invariants";
import type { Kind } from "./kinds";
import { kinds, requireKind } from "./kinds";
import { makeReadyOffice, pointsOf, runPoint } from "./points";
import type { Provider } from "./provider";
import { startProvider } from "./provider";
import type { Weather } from "./storm";
import { createFaults, runStorm } from "./storm";
import { toTable } from "./table";

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (violations: readonly Violation[]) => {
  for (const { kind, what } of violations) say(`  ${kind.toUpperCase()}: ${what}`);
};

/** What was tried, and what of it did not hold. */
type Outcome = { readonly name: string; readonly violations: readonly Violation[] };

async function storm(
  weather: Weather,
  folder: string,
  contract: string,
  provider: Provider,
): Promise<Outcome> {
  const began = Date.now();
  const evidence = await runStorm(weather, folder, contract, provider);
  const wrong = (what: string): Violation => ({ kind: "wrong", what });
  const seen = new Set(evidence.ledger.requests.map(({ fault }) => fault));
  const violations = [
    ...checkInvariants(evidence),
    ...createFaults
      .filter((fault) => !seen.has(fault))
      .map((fault) => wrong(`the fault ${fault} never came`)),
    ...(evidence.office.confirmedCallbacks > 0 ? [] : [wrong("no callback was ever confirmed")]),
  ];
  const seconds = Math.round((Date.now() - began) / 1_000);
  say(`A storm of seed ${weather.seed} through ${provider.kind.id}, ${seconds} s`);
  say(toTable(evidence, violations, weather.kills));
  complain(violations);
  return { name: `the storm of seed ${weather.seed} through ${provider.kind.id}`, violations };
}

/** Two at a time: most of a life is spent waiting. Each with a provider whose faults are its own. */
async function points(
  names: readonly string[],
  folder: string,
  contract: string,
  kind: Kind,
): Promise<Outcome[]> {
  const waiting = [...names];
  const outcomes: Outcome[] = [];
  const work = async (own: string) => {
    const provider = await startProvider(kind);
    const ready = await makeReadyOffice(path.join(folder, own), contract, provider);
    for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
      const violations = await runPoint(point, ready, provider);
      say(`${violations.length === 0 ? "held" : "BROKEN"}: ${kind.id} killed at ${point}`);
      complain(violations);
      outcomes.push({ name: `${kind.id} killed at ${point}`, violations });
    }
    provider.stop();
  };
  await Promise.all([work("one"), work("other")]);
  return outcomes;
}

/** Before the first byte leaves, no provider makes a difference. */
const beforeTheProvider = /^(t0|t1|t2|n1)\./;

/** Each point of the common road belongs to one provider, so that all are tried. */
function isTriedWith(kind: Kind, point: string): boolean {
  if (!beforeTheProvider.test(point)) return true;
  const common = kinds.filter((each) => pointsOf(each).includes(point));
  const turn = [...point].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return common[turn % common.length] === kind;
}

/** Kills portals and holds what is left against what their provider saw. @returns the exit code */
export async function crash(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
      sends: { type: "string", default: "400" },
      kills: { type: "string", default: "200" },
      /** `storm`, `points`, or the name of one point. */
      only: { type: "string" },
      /** Of one provider; else of all. */
      provider: { type: "string" },
      /** What is the same road for all providers, before an answer comes, is tried with one of them. */
      spread: { type: "boolean", default: false },
      report: { type: "string" },
    },
  });
  const weather = {
    seed: Number(values.seed),
    sends: Number(values.sends),
    kills: Number(values.kills),
  };
  const folder = mkdtempSync(path.join(tmpdir(), "muhr-storm-"));
  const contract = path.join(folder, "contract.pdf");
  writeFileSync(contract, makeContract());
  const outcomes: Outcome[] = [];
  const only = values.only;
  for (const kind of values.provider ? [requireKind(values.provider)] : kinds) {
    if (only === undefined || only === "storm") {
      const provider = await startProvider(kind);
      outcomes.push(await storm(weather, folder, contract, provider));
      provider.stop();
    }
    const isWanted = (point: string) => [undefined, "points", point].includes(only);
    const isOwn = (point: string) => !values.spread || isTriedWith(kind, point);
    const wanted = pointsOf(kind).filter((point) => isWanted(point) && isOwn(point));
    if (wanted.length > 0) outcomes.push(...(await points(wanted, folder, contract, kind)));
  }
  const broken = outcomes
    .filter(({ violations }) => violations.length > 0)
    .map(({ name, violations }) => `${name}: ${violations.map(({ what }) => what).join("; ")}`);
  const failed = broken.length;
  const passed = outcomes.length - failed;
  if (values.report) writeFileSync(values.report, JSON.stringify({ passed, failed, broken }));
  const again = `npm run crash -- --seed ${weather.seed} --sends ${weather.sends} --kills ${weather.kills}`;
  if (failed === 0) rmSync(folder, { recursive: true, force: true });
  else say(`\nSomething did not hold. The same again: ${again}\nWhat is left lies in ${folder}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
