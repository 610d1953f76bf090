import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { findByWords, idsFoundByWords } from "@/db/find-words";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { meta } from "@/db/schema/system";
import { hasWords } from "@/db/spell-words";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { toSearchQuery } from "@/lib/recipients/search-words";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { copyEnvelope } from "./copy-envelope";
import { deleteDraft } from "./delete-draft";
import { requestFilledSearch } from "./fill-search";
import { envelopeJobs } from "./jobs";
import { refreshSearch, searchTextsOf } from "./refresh-search";
import { nationalIdHash } from "./seal-identity";
import { sendEnvelope } from "./send-envelope";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "./testing";

openTestDatabase();
const now = () => new Date();
let staff: AccountActor;
let documentId: string;
let envelopeId: string;
let rev: number;

const find = async (typed: string) => {
  const query = toSearchQuery(typed, nationalIdHash);
  return read(async (db) => {
    const byIndex = await idsFoundByWords(db, query, 10);
    const whole = { isUp: false, since: undefined, until: undefined, beyond: undefined };
    const { page, count } = await findByWords(db, query, whole, { most: 10, counted: 10 });
    expect(page.map(({ id }) => id).toSorted()).toEqual(byIndex.toSorted());
    expect(count).toBe(byIndex.length);
    for (const isFilled of [true, false]) {
      const where = hasWords(query, isFilled);
      const rows = await db.select({ id: envelopes.id }).from(envelopes).where(where);
      expect(rows.map(({ id }) => id).toSorted()).toEqual(byIndex.toSorted());
    }
    return byIndex;
  });
};

/** What the words are, beside what they should be. */
const areTrue = () =>
  read(async (db) => {
    const rows = await db.select().from(envelopes);
    const right = await searchTextsOf(
      db,
      rows.map(({ id }) => id),
    );
    for (const { id, searchText } of rows) expect(searchText).toBe(right.get(id));
  });

beforeAll(async () => {
  await makeOffice();
  staff = await makeAccount("staff");
  documentId = await makeDocument(staff, makeContract());
  const people = [
    person("Ўктам Ғуломов", { email: "oktam@example.uz", phone: "+998 90 123-45-67" }),
    person("علی رضایی", { identity: { national_id: "0084575948" } }),
  ];
  ({ envelopeId, rev } = await makeDraft(staff, documentId, people));
  await makeDraft(staff, documentId, [person("Somebody Else")]);
});

test.each([
  "oktam gul",
  "Oʻktam",
  "Гуломов Ўк",
  "علي رضايي",
  "رضا",
  "oktam@example.uz",
  "1234567",
  "901234567",
  "+998 90 123 45 67",
  "0084575948",
  "۰۰۸۴۵۷۵۹۴۸",
])("an envelope is found by %s", async (typed) => {
  expect(await find(typed)).toEqual([envelopeId]);
});

test.each(["234567", "0084575940", "008457594", "tam", "oktam' | 'qqq"])(
  "and not by %s",
  async (typed) => expect(await find(typed)).not.toContain(envelopeId),
);

test("it is found by its reference code and its title, typed in other digits", async () => {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, envelopeId)));
  expect(await find(row?.referenceCode.slice(0, 8) ?? "")).toEqual([envelopeId]);
  expect(await find("flat 12")).toHaveLength(2);
});

test("its words are true after it was sent, copied and deleted", async () => {
  await areTrue();
  await sendEnvelope(staff, { envelopeId, rev, key: "only-once" }, now());
  await runDueJobs(envelopeJobs);
  await areTrue();
  const copy = await copyEnvelope(staff, { envelopeId }, now());
  await areTrue();
  expect(await find("oktam")).toHaveLength(2);
  await deleteDraft(staff, copy, now());
  expect(await find("oktam")).toEqual([envelopeId]);
});

test("it is found by what its provider calls it", async () => {
  await write(async (tx) => {
    await tx
      .update(attempts)
      .set({ externalId: "DOC-4711/x" })
      .where(eq(attempts.envelopeId, envelopeId));
    await refreshSearch(tx, envelopeId);
  });
  expect(await find("doc-4711")).toEqual([envelopeId]);
});

test("words of an older kind are made anew at start, and once", async () => {
  await write(async (tx) => {
    await tx.update(meta).set({ value: "older" }).where(eq(meta.id, "search_words"));
    await tx.update(envelopes).set({ searchText: "old" });
  });
  await requestFilledSearch(now());
  while ((await runDueJobs(envelopeJobs)) > 0);
  await areTrue();
  expect(await find("oktam")).toEqual([envelopeId]);
  expect(
    await read((db) => db.select().from(meta).where(eq(meta.id, "search_words"))),
  ).toHaveLength(1);
  await write(async (tx) => {
    await tx.update(envelopes).set({ searchText: "new" });
  });
  await requestFilledSearch(now());
  expect(await runDueJobs(envelopeJobs)).toBe(0);
});
