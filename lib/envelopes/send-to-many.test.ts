import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { templates as inPanel, toSample } from "@/lib/providers/emzano/sandbox-templates";
import { requireProvider } from "@/lib/providers/registry";
import { checkMany } from "@/lib/recipients/check-many";
import type { ManyColumn } from "@/lib/recipients/many-columns";
import { columnsOf } from "@/lib/recipients/many-columns";
import { currentVersion, requireTemplate } from "@/lib/templates/queries";
import { saveTemplate } from "@/lib/templates/save-template";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { identityParts } from "@/lib/vocabulary/capabilities";
import { envelopeJobs } from "./jobs";
import { sendToManyInput } from "./schema";
import { sendToMany } from "./send-to-many";
import { connectTo, makeAccount, makeOffice } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let owner: AccountActor;
let templateId = "";
let columns: readonly ManyColumn[] = [];
const [lease] = inPanel;
if (!lease) throw new Error("The panel has no template");

beforeAll(async () => {
  await makeOffice();
  owner = await makeAccount("staff");
  sandbox = await createEmzanoSandbox();
  const connectionId = await connectTo(sandbox, await makeAccount("admin"));
  const input = { connectionId, name: "Lease", sample: toSample(lease) };
  ({ templateId } = await saveTemplate(await makeAccount("manager"), input, new Date()));
  const { shape } = await read(async (db) =>
    currentVersion(db, await requireTemplate(db, templateId)),
  );
  const parts = Object.fromEntries(identityParts.map((part) => [part, part]));
  columns = columnsOf(shape, requireProvider(sandbox.providerId).capabilities.identity, {
    title: "Title",
    parts: parts as Record<(typeof identityParts)[number], string>,
  });
});
afterAll(() => sandbox.close());

const values: Readonly<Record<string, string>> = {
  "contract-number": "۱۴۰۳",
  "text-1": "اجاره آپارتمان",
  rent: "۱۲٬۵۰۰٬۰۰۰",
  sheba: "IR062960000000100324200001",
  email: "sara@example.org",
  "name-english": "Sara Ahmadi",
  city: "تهران",
  phone: "09121234567",
  witness: "0012345679",
};
const people = [
  { name: "سارا احمدی", phone: "۰۹۱۲۱۲۳۴۵۶۷", national_id: "۰۰۱۲۳۴۵۶۷۹" },
  { name: "علی رضایی", phone: "09351234567", national_id: "0499370899" },
];

function rowOf(title: string): string {
  let place = -1;
  return columns
    .map((column) => {
      if (column.kind === "title") return title;
      if (column.kind === "value") return values[column.field.name] ?? "";
      if (column.asked.part === "name") place++;
      return (
        Object.entries(people[place] ?? {}).find(([part]) => part === column.asked.part)?.[1] ?? ""
      );
    })
    .join("\t");
}

function rowsOf(titles: readonly string[]) {
  const head = columns.map(({ header }) => header).join("\t");
  const reading = checkMany([head, ...titles.map(rowOf)].join("\n"), columns);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  expect(reading.rows.flatMap(({ problems }) => problems)).toEqual([]);
  return reading.rows.map(({ problems: _, ...row }) => row);
}

const batch = (rows: readonly object[], batchId: string = randomUUID()) =>
  sendToManyInput.parse({
    templateId,
    version: 1,
    batchId,
    title: "Lease",
    message: "",
    expiresAt: null,
    options: {},
    rows,
  });
const all = () => read((db) => db.select().from(envelopes));
const made = async () => (await all()).length;

test("every row becomes an envelope of its own, and the same batch again sends nothing more", async () => {
  const before = await made();
  const rows = rowsOf(["First", "Second", ""]);
  const input = batch(rows);
  const first = await sendToMany(owner, input, new Date());
  expect(first).toMatchObject([2, 3, 4].map((line) => ({ line, ok: true, wasSentBefore: false })));
  const sent = (await all()).slice(before);
  expect(sent.map(({ title, status }) => [title, status]).sort()).toEqual([
    ["First", "queued"],
    ["Lease", "queued"],
    ["Second", "queued"],
  ]);

  // The answer was lost, and rows stand elsewhere in the mended file.
  const moved = {
    ...input,
    rows: input.rows.toReversed().map((row) => ({ ...row, line: row.line + 7 })),
  };
  const again = await sendToMany(owner, moved, new Date());
  expect(again.every((answer) => answer.ok && answer.wasSentBefore)).toBe(true);
  expect(await made()).toBe(before + 3);

  await runDueJobs(envelopeJobs);
  expect(sandbox.ledger().documents).toHaveLength(3);
  await sendToMany(owner, input, new Date());
  await runDueJobs(envelopeJobs);
  expect(sandbox.ledger().documents).toHaveLength(3);
});

test("a double click sends a row once", async () => {
  const before = await made();
  const input = batch(rowsOf(["Twice"]));
  const answers = await Promise.all([1, 2, 3].map(() => sendToMany(owner, input, new Date())));
  const ids = answers.flat().map((answer) => (answer.ok ? answer.envelopeId : answer.error.code));
  expect(new Set(ids).size).toBe(1);
  expect(await made()).toBe(before + 1);
});

test("equal rows of one table are sent each; another batch sends them again", async () => {
  const before = await made();
  const rows = rowsOf(["Same", "Same"]);
  await sendToMany(owner, batch(rows), new Date());
  expect(await made()).toBe(before + 2);
  await sendToMany(owner, batch(rows), new Date());
  expect(await made()).toBe(before + 4);
});

test("a row that cannot be sent leaves nothing behind, and the others go", async () => {
  const before = await made();
  const [good, bad] = rowsOf(["Good", "Bad"]);
  const wrong = { ...bad, values: bad?.values.filter(({ name }) => name !== "sheba") };
  const answers = await sendToMany(owner, batch([wrong, good ?? {}]), new Date());
  expect(answers).toMatchObject([
    { line: 3, ok: false, error: { code: "not_ready_to_send" } },
    { line: 2, ok: true },
  ]);
  expect(await made()).toBe(before + 1);
});

test("nothing is sent by a version that nobody looked at", async () => {
  const before = await made();
  const input = { ...batch(rowsOf(["Old"])), version: 2 };
  const answers = await sendToMany(owner, input, new Date());
  expect(answers).toMatchObject([{ ok: false, error: { code: "stale" } }]);
  expect(await made()).toBe(before);
});
