import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Evidence, Violation } from "./check-invariants";
import { checkInvariants, ofPortal } from "./check-invariants";
import { readOffice } from "./office";
import { startPortal } from "./portal";
import type { Provider } from "./provider";
import { comeToRest, sendOne } from "./storm";

/** Passed only where the portal signs itself; `lib/envelopes/crash.test.ts` dies there. */
const onlyHere = /^(sign\.|backup\.|complete\.stored$)/;
/** Where nobody can know whether something has left, and nothing has. */
const unknowable = ["t2.after", "n2.firstbyte"];

/** Every point in the source at which a delivery elsewhere may be killed. */
export function pointsElsewhere(): string[] {
  const sources = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const found = sources.flatMap((file) =>
    [...readFileSync(path.join("lib", file), "utf8").matchAll(/crashPoint\("([^"]+)"\)/g)].map(
      ([, name = ""]) => name,
    ),
  );
  return [...new Set(found)].filter((name) => !onlyHere.test(name)).sort();
}

/** An office that is set up and has sent nothing, to be copied for every point. */
export async function makeReadyOffice(
  folder: string,
  contract: string,
  { url, providerId, settings }: Provider,
): Promise<string> {
  const dataFolder = path.join(folder, "ready");
  mkdirSync(dataFolder, { recursive: true });
  const portal = await startPortal(dataFolder, new URL(url).host);
  await portal.insist("setUp", { contract, providerId, settings });
  await portal.insist("stop", null);
  return dataFolder;
}

/** One envelope's whole life, with a death at `point` in it. */
export async function runPoint(
  point: string,
  readyOffice: string,
  provider: Provider,
): Promise<readonly Violation[]> {
  const dataFolder = path.join(path.dirname(readyOffice), point);
  cpSync(readyOffice, dataFolder, { recursive: true });
  const portal = await startPortal(dataFolder, new URL(provider.url).host, point);
  const answered = [await sendOne(portal)];
  const audit = await comeToRest(portal, provider);
  const ledger = ofPortal(await provider.ledger(), portal.url);
  const office = readOffice(dataFolder);
  const wrong = (what: string): Violation => ({ kind: "wrong", what });
  const statuses = office.envelopes.filter(({ id }) => answered.includes(id));
  const expected = unknowable.includes(point) ? "needs_check" : "completed";
  return [
    ...(portal.deaths.join() === "SIGKILL" ? [] : [wrong(`it died ${portal.deaths.length} times`)]),
    ...statuses
      .filter(({ status }) => status !== expected)
      .map(({ status }) => wrong(`it ended as ${status}`)),
    ...checkInvariants({ ledger, office, audit, answered } satisfies Evidence),
  ];
}
