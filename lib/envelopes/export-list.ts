import "server-only";
import { read, write } from "@/db/client";
import { withTeamsOfNow } from "@/lib/accounts/teams-of";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Locale } from "@/lib/i18n/locales";
import { AppError } from "@/lib/kernel/errors";
import { csvStart, toCsvLine } from "@/lib/kernel/write-csv";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireOffice } from "./compose-notice";
import type { EnvelopeListRow } from "./list-envelopes";
import { listEnvelopes } from "./list-envelopes";
import type { EnvelopeListFilter } from "./list-filter";
import { readRowNames, rowColumns, translatorFor } from "./row-cells";

/** Rows that are in memory at once. */
const pageLength = 500;

/**
 * The list as it is narrowed, every column of it, as lines of CSV. It is audited before the first
 * line leaves, and rights are asked again for every page.
 * @param isAlive whether the session still is
 */
export async function exportList(
  actor: AccountActor,
  filter: EnvelopeListFilter,
  locale: Locale,
  now: Date,
  isAlive: () => Promise<boolean>,
): Promise<{ readonly name: string; readonly lines: AsyncGenerator<string> }> {
  const names = await read(readRowNames);
  const { timeZone } = await read(requireOffice);
  await write((tx) => recordAudit(tx, { action: "list.exported", actor, at: now }));
  const { code, title, status, waiting, people, service, practice, owner, team, ...times } =
    rowColumns(names, { locale, timeZone });
  const columns = [
    ...[code, title, status, waiting, people, service, practice, owner, team],
    ...[...times.sent, ...times.expiry, ...times.ended, ...times.updated],
  ];
  const lines = async function* () {
    yield csvStart + toCsvLine(columns.map(({ heading }) => heading));
    for await (const rows of allRows(actor, filter, now, isAlive))
      yield rows.map((row) => toCsvLine(columns.map(({ of }) => of(row)))).join("");
  };
  const day = now.toISOString().slice(0, 10);
  return { name: `${translatorFor(locale)("downloads.listName")} ${day}.csv`, lines: lines() };
}

/** @throws AppError `signed_out` on the way: what was sent until then is not the list. */
async function* allRows(
  actor: AccountActor,
  { after: _after, before: _before, ...filter }: EnvelopeListFilter,
  now: Date,
  isAlive: () => Promise<boolean>,
): AsyncGenerator<readonly EnvelopeListRow[]> {
  const given = new Set<string>();
  async function* walk(some: EnvelopeListFilter) {
    let after: string | null | undefined;
    while (after !== null) {
      if (!(await isAlive())) throw new AppError("signed_out");
      const page = await read(async (db) => {
        const who = await withTeamsOfNow(db, actor);
        return listEnvelopes(db, who, { ...some, after: after ?? undefined }, now, pageLength);
      });
      const rows = page.rows.filter(({ id }) => !given.has(id));
      for (const { id } of rows) given.add(id);
      yield rows;
      after = page.next;
    }
  }
  yield* walk({ ...filter, after: undefined, before: undefined });
  // What changes meanwhile may move to a part of the list that was read already.
  const { updatedFrom } = filter;
  const since = updatedFrom && updatedFrom > now ? updatedFrom : now;
  yield* walk({ ...filter, after: undefined, before: undefined, updatedFrom: since });
}
