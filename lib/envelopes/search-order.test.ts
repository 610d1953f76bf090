import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { teams } from "@/db/schema/teams";
import { openTestDatabase } from "@/db/testing";
import { ensureHostedConnection } from "@/lib/connections/ensure-hosted-connection";
import { newId } from "@/lib/kernel/ids";
import { seededRandom } from "@/lib/operations/made-up-people";
import type { SearchTerm } from "@/lib/recipients/search-words";
import { toSearchQuery } from "@/lib/recipients/search-words";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { listEnvelopes } from "./list-envelopes";
import { envelopeListFilter } from "./list-filter";
import { visibleTo } from "./queries";
import { refreshMany } from "./refresh-search";
import { nationalIdHash } from "./seal-identity";
import { makeAccount, makeOffice } from "./testing";

openTestDatabase();
const now = new Date("2026-06-01T12:00:00Z");
const random = seededRandom(18);
const pick = <Item>(items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;
const words = ["राम", "रमा", "علی", "Oʻktam", "Октябрь", "lease", "le", "۱۲", "1234567"];
const teamIds = [newId(), newId()];
let actors: AccountActor[];

type Changes = Partial<typeof envelopes.$inferInsert>;
const anything = (owners: readonly AccountActor[]): Changes => ({
  title: `${pick(words)} ${pick(words)}`,
  status: pick(envelopeStatuses),
  ownerId: pick(owners).accountId,
  teamId: pick([null, ...teamIds]),
  // Many share an instant, and one lies a year back.
  updatedAt: new Date(now.getTime() - Math.floor(random() * 20) * 86_400_000 * pick([1, 1, 19])),
});

beforeAll(async () => {
  await makeOffice();
  const staff = [await makeAccount("staff"), await makeAccount("staff")];
  const manager = await makeAccount("manager");
  actors = [...staff, { ...manager, teamIds }, { ...manager, teamIds: [] }, manager];
  await write(async (tx) => {
    for (const id of teamIds) await tx.insert(teams).values({ id, name: id, createdAt: now });
    const connectionId = await ensureHostedConnection(tx, now);
    const ids = Array.from({ length: 200 }, () => newId());
    for (const id of ids) {
      await tx.insert(envelopes).values({
        ...{ id, connectionId, referenceCode: id, message: "", rev: 1, searchText: "" },
        ...{ signingOrder: "parallel", providerOptions: {}, currentAttempt: 0, createdAt: now },
        ...(anything(staff) as {
          title: string;
          status: "draft";
          ownerId: string;
          updatedAt: Date;
        }),
      });
      await tx.insert(recipients).values({
        ...{ id: newId(), envelopeId: id, position: 0, role: "signer", name: pick(words) },
        ...{ language: "en", identification: "link", status: "sent" },
      });
    }
    await refreshMany(tx, ids);
    for (const id of ids.filter(() => random() < 0.5))
      await tx.update(envelopes).set(anything(staff)).where(eq(envelopes.id, id));
    const gone = ids.slice(0, 20);
    for (const id of gone) {
      await tx.delete(recipients).where(eq(recipients.envelopeId, id));
      await tx.delete(envelopes).where(eq(envelopes.id, id));
    }
    await refreshMany(tx, ids.slice(20));
  });
});

/** What is marked with `@` is nothing that somebody typed. */
const has = (all: readonly string[], { text, isBeginning }: SearchTerm): boolean =>
  all.some((word) => (isBeginning ? word.startsWith(text) : word === text));

/** Of envelopes without trouble. */
const isStuck = (status: string, updatedAt: Date): boolean =>
  status === "needs_check" ||
  (["queued", "sending", "in_progress", "completing"].includes(status) &&
    updatedAt.getTime() < now.getTime() - 3 * 86_400_000);

/** Every envelope that is seen, looked at one by one. */
const byHand = (actor: AccountActor, search: Record<string, string>) =>
  read(async (db) => {
    const rows = await db.select().from(envelopes).where(visibleTo(actor, "envelope.list"));
    const query = toSearchQuery(search.q ?? "", nationalIdHash);
    const since = new Date(search.updatedFrom ?? 0);
    const inOrder = (one: (typeof rows)[number], other: (typeof rows)[number]) =>
      one.updatedAt.getTime() - other.updatedAt.getTime() || (one.id < other.id ? -1 : 1);
    const found = rows
      .filter(({ searchText, status, teamId, updatedAt }) => {
        const all = searchText.split(" ").filter((word) => !word.includes("@"));
        return (
          query.every((terms) => terms.some((term) => has(all, term))) &&
          (!search.status || search.status.split(",").includes(status)) &&
          (!search.team || search.team.split(",").includes(teamId ?? "none")) &&
          updatedAt >= since &&
          (!search.stuck || isStuck(status, updatedAt))
        );
      })
      .toSorted(inOrder);
    return (search.order === "asc" || search.stuck ? found : found.toReversed()).map(
      ({ id }) => id,
    );
  });

const searches: readonly Record<string, string>[] = [
  ...["l", "le", "lea", "राम", "रम", "oktam", "1", "1234567", "علی le", "p", "z", "nothing"].map(
    (q) => ({ q }),
  ),
  { q: "le", status: "draft,completed" },
  { q: "le", order: "asc" },
  { q: "o", team: "none" },
  { q: "o", team: `${teamIds[0]},none`, status: "in_progress" },
  { q: "le", stuck: "yes" },
  { q: "l", updatedFrom: "2026-05-20T00:00:00Z" },
];

test.each(searches)(
  "%o finds what a look at every envelope finds, in its order",
  async (search) => {
    for (const actor of actors) {
      const right = await byHand(actor, search);
      const ids: string[] = [];
      let after: string | null | undefined;
      do {
        const filter = envelopeListFilter.parse({ ...search, after: after ?? undefined });
        const page = await read((db) => listEnvelopes(db, actor, filter, now));
        expect(page.found).toEqual({ count: right.length, isMore: false });
        ids.push(...page.rows.map(({ id }) => id));
        after = page.next;
      } while (after);
      expect(ids).toEqual(right);
    }
  },
);
