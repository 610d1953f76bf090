import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { calibrations } from "@/db/schema/calibrations";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { createEnvelope } from "./create-envelope";
import { listLayouts } from "./list-layouts";
import { requireEnvelope } from "./queries";
import { saveDraft } from "./save-draft";
import { savePlacements } from "./save-placements";
import type { RecipientInput } from "./schema";
import { makeAccount, makeDocument, makeOffice, person } from "./testing";

openTestDatabase();

let owner: AccountActor;
let colleague: AccountActor;
let manager: AccountActor;

beforeAll(async () => {
  await makeOffice();
  owner = await makeAccount("staff");
  colleague = await makeAccount("staff");
  manager = await makeAccount("manager");
});

type Wish = {
  readonly people?: readonly RecipientInput[];
  readonly bytes?: Buffer;
  /** Place of the person among all people, page, and points from the left. */
  readonly boxes?: readonly (readonly [person: number, page: number, x: number])[];
};

/** A draft, changed a second after the one before it. */
let clock = Date.parse("2026-03-01T08:00:00Z");
async function make(who: AccountActor, title: string, wish: Wish = {}) {
  clock += 1_000;
  const now = new Date(clock);
  const people = wish.people ?? [person("Ali"), person("Sara")];
  const documentId = await makeDocument(who, wish.bytes ?? makeContract());
  const { envelopeId } = await createEnvelope(who, { documentId }, now);
  const { rev } = await saveDraft(
    who,
    {
      envelopeId,
      rev: 1,
      title,
      message: "",
      signingOrder: "parallel",
      expiresAt: null,
      options: {},
      recipients: [...people],
    },
    now,
  );
  const placements = (wish.boxes ?? []).map(([index, page, x]) => ({
    id: randomUUID(),
    recipientId: people[index]?.id ?? "",
    page,
    x,
    y: 100,
    width: 160,
    height: 48,
  }));
  return { envelopeId, ...(await savePlacements(who, { envelopeId, rev, placements }, now)) };
}

const layoutsFor = (actor: AccountActor, envelopeId: string) =>
  read((db) => listLayouts(db, actor, envelopeId));
const titlesFor = async (actor: AccountActor, envelopeId: string) =>
  (await layoutsFor(actor, envelopeId)).map(({ title }) => title);

test("a layout tells where each signer's boxes were, newest first, and nobody's name", async () => {
  const people = [person("Omid", { role: "approver" }), person("Ali"), person("Sara")];
  await make(owner, "First", { boxes: [[0, 1, 60]] });
  await make(owner, "Second", {
    people,
    boxes: [
      [2, 3, 80],
      [1, 1, 70],
    ],
  });
  const { envelopeId } = await make(owner, "New");
  const layouts = await layoutsFor(owner, envelopeId);
  expect(layouts.map(({ title }) => title)).toEqual(["Second", "First"]);
  expect(layouts[0]?.boxes).toEqual([
    { number: 1, page: 1, x: 70, y: 100, width: 160, height: 48 },
    { number: 2, page: 3, x: 80, y: 100, width: 160, height: 48 },
  ]);
  expect(JSON.stringify(layouts)).not.toMatch(/Ali|Sara|Omid/);
});

test("only pages of the same count, size and turn are alike", async () => {
  const pages = [{}, {}, { size: [595.28, 841.89] as const }];
  const a5 = [{}, {}, { size: [420, 595] as const }];
  const turned = [{}, {}, { rotation: 90 }];
  const who = await makeAccount("staff");
  await make(who, "Four pages", {
    bytes: makeContract({ pages: [{}, {}, {}, {}] }),
    boxes: [[0, 1, 60]],
  });
  await make(who, "Smaller", { bytes: makeContract({ pages: a5 }), boxes: [[0, 1, 61]] });
  await make(who, "Turned", { bytes: makeContract({ pages: turned }), boxes: [[0, 1, 62]] });
  await make(who, "Alike", { bytes: makeContract({ pages }), boxes: [[0, 1, 63]] });
  await make(who, "Without boxes");
  const { envelopeId } = await make(who, "New", { boxes: [[0, 1, 64]] });
  expect(await titlesFor(who, envelopeId)).toEqual(["Alike"]);
});

test("the same layout is offered once, and never more than five", async () => {
  const who = await makeAccount("staff");
  for (const x of [60, 60, 70, 80, 90, 100, 110, 110])
    await make(who, `At ${x}`, { boxes: [[0, 1, x]] });
  const { envelopeId } = await make(who, "New");
  expect(await titlesFor(who, envelopeId)).toEqual(["At 110", "At 100", "At 90", "At 80", "At 70"]);
});

test("nobody sees the layout of an envelope that they may not see", async () => {
  await make(colleague, "Of the colleague", { boxes: [[0, 2, 200]] });
  const hers = await make(colleague, "New");
  const his = await make(owner, "New");
  const theManagers = await make(manager, "New");
  const admin = await makeAccount("admin");
  const theAdmins = await make(admin, "New");
  expect(await titlesFor(colleague, hers.envelopeId)).toEqual(["Of the colleague"]);
  expect(await titlesFor(owner, his.envelopeId)).not.toContain("Of the colleague");
  expect(await titlesFor(manager, theManagers.envelopeId)).toContain("Of the colleague");
  expect(await titlesFor(admin, theAdmins.envelopeId)).toEqual([]);
  await expect(layoutsFor(owner, hers.envelopeId)).rejects.toMatchObject({ code: "not_found" });
  await expect(layoutsFor(manager, hers.envelopeId)).rejects.toMatchObject({ code: "forbidden" });
});

test("a sheet of outlines for calibration is no layout", async () => {
  const who = await makeAccount("staff");
  const sheet = await make(who, "Calibration", { boxes: [[0, 1, 60]] });
  const { envelopeId } = await make(who, "New");
  expect(await titlesFor(who, envelopeId)).toEqual(["Calibration"]);
  const { id, connectionId } = await read((db) =>
    requireEnvelope(db, who, sheet.envelopeId, "envelope.read"),
  );
  await write(async (tx) => {
    const row = { envelopeId: id, connectionId, landings: [], preparedAt: new Date(clock) };
    await tx.insert(calibrations).values(row);
  });
  expect(await titlesFor(who, envelopeId)).toEqual([]);
});
