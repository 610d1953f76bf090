import "server-only";
import { getLocale } from "next-intl/server";
import { read } from "@/db/client";
import { requireSession } from "@/lib/accounts/require-session";
import { can, reachOf } from "@/lib/policy/can";
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
  /** Null for those who see only what is their own. */
  readonly overview: Overview | null;
};

/** Somebody waits; what is left is counted by the worker. */
const refreshMilliseconds = 50;

export async function loadHome(): Promise<Home> {
  const { actor, account } = await requireSession();
  const locale = await getLocale();
  const now = new Date();
  const seesOthers = ["any", "team"].includes(reachOf(actor, "envelope.list"));
  if (seesOthers) await refreshTotals(refreshMilliseconds);
  return read(async (db) => {
    const office = await readHome(db, actor, account.email, now);
    const timeZone = await timeZoneOfTotals(db);
    return {
      ...office,
      personName: account.name,
      mayCreate: can(actor, "envelope.create"),
      connections: (await listChoices(db, actor)).connections,
      overview: seesOthers ? await readOverview(db, actor, { locale, timeZone, now }) : null,
    };
  });
}
