import "server-only";
import { getLocale } from "next-intl/server";
import { read } from "@/db/client";
import { requireSession } from "@/lib/accounts/require-session";
import { can, reachesOthers } from "@/lib/policy/can";
import type { Choice } from "./list-choices";
import { listChoices } from "./list-choices";
import type { OfficeHome } from "./read-home";
import { readHome } from "./read-home";
import type { Overview } from "./read-overview";
import { readOverview } from "./read-overview";
import { refreshTotals, timeZoneOfTotals } from "./refresh-totals";

export type Home = OfficeHome & {
  readonly personName: string;
  readonly mayCreate: boolean;
  readonly connections: readonly Choice[];
  /** Whether there is an overview for this person. */
  readonly seesOthers: boolean;
};

/** Somebody waits; what is left is counted by the worker. */
const refreshMilliseconds = 50;

export async function loadHome(): Promise<Home> {
  const { actor, account } = await requireSession();
  return read(async (db) => ({
    ...(await readHome(db, actor, account.email, new Date())),
    personName: account.name,
    mayCreate: can(actor, "envelope.create"),
    connections: (await listChoices(db, actor)).connections,
    seesOthers: reachesOthers(actor, "envelope.list"),
  }));
}

/** Null for those who see only what is their own. */
export async function loadOverview(): Promise<Overview | null> {
  const { actor } = await requireSession();
  if (!reachesOthers(actor, "envelope.list")) return null;
  const locale = await getLocale();
  await refreshTotals(refreshMilliseconds);
  return read(async (db) =>
    readOverview(db, actor, { locale, timeZone: await timeZoneOfTotals(db), now: new Date() }),
  );
}
