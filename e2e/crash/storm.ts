import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sandboxFaults } from "@/lib/provider-kit/sandbox";
import { createLots } from "@/lib/provider-kit/sandbox-faults";
import type { Evidence } from "./check-invariants";
import { ofPortal } from "./check-invariants";
import { readOffice } from "./office";
import type { Deed, Lots } from "./people";
import { actAtRandom, actOnAll } from "./people";
import type { Portal } from "./portal";
import { startPortal } from "./portal";
import type { Provider } from "./provider";
import type { Draft } from "./questions";

export type Weather = { readonly seed: number; readonly sends: number; readonly kills: number };

/** All thirteen ways in which a create goes wrong. */
export const createFaults = sandboxFaults.filter((fault) => fault !== "ok");

const senders = 6;
const restLimit = 180_000;

/**
 * An office that sends while its portal is killed again and again, its provider fails in every way it
 * knows and people act; then calm, until nothing moves by itself any more.
 */
export async function runStorm(
  { seed, sends, kills }: Weather,
  folder: string,
  contract: string,
  provider: Provider,
): Promise<Evidence> {
  const dataFolder = path.join(folder, `storm-${provider.kind.id}-${seed}`);
  mkdirSync(dataFolder, { recursive: true });
  const portal = await startPortal(dataFolder, new URL(provider.url).host);
  const { providerId, settings } = provider;
  await portal.insist("setUp", { contract, providerId, settings });
  await tellAddress(portal, provider);
  await makeWeather(provider, seed);

  const answered: string[] = [];
  const over = new AbortController();
  const people = [1, 2, 3].map((salt) =>
    actAtRandom(provider, createLots(seed + salt), over.signal),
  );
  const progress = { killed: 0, next: 0 };
  const isTime = () => progress.next / sends <= (progress.killed + 1) / (kills + 1);
  const sending = Array.from({ length: senders }, async () => {
    while (progress.next < sends) {
      if (!isTime()) await pause(20);
      else {
        progress.next += 1;
        answered.push(await sendOne(portal));
      }
    }
  });
  await killAtRandom(portal, createLots(seed), kills, progress);
  await Promise.all(sending);
  over.abort();
  await Promise.all(people);

  await provider.calm();
  const audit = await comeToRest(portal, provider);
  return {
    ledger: ofPortal(await provider.ledger(), portal.url),
    office: readOffice(dataFolder),
    audit,
    answered,
    kind: provider.kind,
  };
}

/** Where a provider calls one address for all documents, somebody tells it which. */
export async function tellAddress(portal: Portal, provider: Provider): Promise<void> {
  const callbackUrl = await portal.insist("callbackAddress", null);
  if (callbackUrl !== null) await provider.switch({ callbackUrl });
}

/** Every create fault once, then a good part of the calls by lot. */
async function makeWeather(provider: Provider, seed: number): Promise<void> {
  await provider.plan({ on: "create", faults: createFaults });
  await provider.plan({ on: "create", seed, share: 0.4, among: createFaults });
  const calls = createFaults.filter((fault) => fault !== "business_error");
  await provider.plan({ on: "read", seed: seed + 1, share: 0.15, among: calls });
  await provider.plan({
    on: "token",
    seed: seed + 2,
    share: 0.15,
    among: calls.filter((fault) => fault !== "401"),
  });
  const callbacks = ["slow", "none", "twice"];
  await provider.plan({ on: "callback", seed: seed + 3, share: 0.4, among: callbacks });
}

/** A client sends a draft, and asks with the same key until it has heard an answer. */
export async function sendOne(portal: Portal): Promise<string> {
  const draft: Draft = await portal.insist("draft", null);
  await portal.insist("send", { ...draft, key: crypto.randomUUID() });
  return draft.envelopeId;
}

async function killAtRandom(
  portal: Portal,
  lots: Lots,
  kills: number,
  progress: { killed: number },
): Promise<void> {
  while (progress.killed < kills) {
    await pause(await lifetime(portal, lots));
    await portal.kill();
    progress.killed += 1;
    // Somebody looks after a connection that refused credentials have stopped.
    if (progress.killed % 3 === 0) await portal.insist("resume", null);
  }
}

/**
 * Milliseconds from here to the next death. Some lives end before the portal is ready, so that the
 * recovery is killed as well; some are long enough for a signed file to be verified.
 */
async function lifetime(portal: Portal, lots: Lots): Promise<number> {
  const lot = lots();
  if (lot < 0.15) return lots() * 800;
  await portal.ready();
  return lots() * (lot < 0.25 ? 8_000 : 1_200);
}

/** People do what is left to do, until nothing moves by itself any more; then the portal ends. */
export async function comeToRest(
  portal: Portal,
  provider: Provider,
  deed: Deed = "yes",
): Promise<Evidence["audit"]> {
  await portal.insist("resume", null);
  for (const until = Date.now() + restLimit; Date.now() < until; await pause(100)) {
    const waiting = await actOnAll(provider, portal.url, deed);
    const { open, busy } = await portal.insist("look", null);
    if (waiting === 0 && open === 0 && busy === 0) break;
  }
  return portal.insist("stop", null);
}
