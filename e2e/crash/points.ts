import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Evidence, Violation } from "./check-invariants";
import { checkInvariants, ofPortal } from "./check-invariants";
import type { Kind } from "./kinds";
import { readOffice } from "./office";
import { startPortal } from "./portal";
import type { Provider } from "./provider";
import { comeToRest, sendOne, tellAddress } from "./storm";

/** Where nobody can know whether something has left, and nothing has. */
const unknowable = ["t2.after", "n2.firstbyte"];

/** Every point in the source at which a delivery through this provider may be killed. */
export function pointsOf({ never }: Kind): string[] {
  const sources = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const found = sources.flatMap((file) =>
    [...readFileSync(path.join("lib", file), "utf8").matchAll(/crashPoint\("([^"]+)"\)/g)].map(
      ([, name = ""]) => name,
    ),
  );
  return [...new Set(found)].filter((name) => !never.test(name)).sort();
}

/** An office that is set up and has sent nothing, to be copied for every point. */
export async function makeReadyOffice(
  folder: string,
  contract: string,
  { url, providerId, settings, kind }: Provider,
): Promise<string> {
  const dataFolder = path.join(folder, kind.id, "ready");
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
  const { kind } = provider;
  await tellAddress(portal, provider);
  // A search needs something lost, and a provider is told of nothing but an early end.
  if (point.startsWith("search."))
    await provider.plan({ on: "create", faults: ["dropped_after_commit"] });
  const isRefused = point.startsWith("tell.");
  const answered = [await sendOne(portal)];
  const audit = await comeToRest(portal, provider, isRefused ? "no" : "yes");
  const ledger = ofPortal(await provider.ledger(), portal.url);
  const office = readOffice(dataFolder);
  const wrong = (what: string): Violation => ({ kind: "wrong", what });
  const statuses = office.envelopes.filter(({ id }) => answered.includes(id));
  const isUnknown = unknowable.includes(point) && !kind.isRepeatable;
  const expected = isUnknown ? "needs_check" : isRefused ? "declined" : "completed";
  return [
    ...(portal.deaths.join() === "SIGKILL" ? [] : [wrong(`it died ${portal.deaths.length} times`)]),
    ...statuses
      .filter(({ status }) => status !== expected)
      .map(({ status }) => wrong(`it ended as ${status}`)),
    ...checkInvariants({ ledger, office, audit, answered, kind } satisfies Evidence),
  ];
}
