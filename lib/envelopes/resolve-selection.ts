import "server-only";
import type { Db } from "@/db/client";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { findPage } from "./find-page";
import { envelopeListFilter } from "./list-filter";
import type { SelectionInput } from "./schema";
import { mostSelected } from "./schema";

/**
 * The chosen ids in the order of the list, each once. Those of a filter are what this actor may see;
 * those that came one by one are unchecked.
 * @throws AppError `too_many` where a filter fits more than `mostSelected`
 */
export async function resolveSelection(
  db: Db,
  actor: AccountActor,
  selection: SelectionInput,
  now: Date,
): Promise<readonly string[]> {
  if ("ids" in selection) return [...new Set(selection.ids)];
  const search = new URLSearchParams(selection.filter);
  const { before: _before, ...filter } = envelopeListFilter.parse(Object.fromEntries(search));
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await findPage(db, actor, { ...filter, after }, now);
    if (page.found.isMore) throw new AppError("too_many", undefined, { most: mostSelected });
    ids.push(...page.ids);
    after = page.next ?? undefined;
  } while (after);
  return [...new Set(ids)];
}
