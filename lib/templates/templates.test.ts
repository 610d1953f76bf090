import { beforeAll, describe, expect, test } from "vitest";
import { read } from "@/db/client";
import { auditEvents } from "@/db/schema/system";
import { templateVersions } from "@/db/schema/templates";
import { openTestDatabase } from "@/db/testing";
import { saveConnection } from "@/lib/connections/save-connection";
import { makeAccount, makeOffice } from "@/lib/envelopes/testing";
import { templates as inPanel, toSample } from "@/lib/providers/emzano/sandbox-templates";
import { providers } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { archiveTemplate, restoreTemplate } from "./archive-template";
import { editTemplate, renewTemplate } from "./change-template";
import { currentVersion, listTemplates, listVersions, requireTemplate } from "./queries";
import { readSample } from "./read-sample";
import { saveTemplate } from "./save-template";

openTestDatabase();

const [lease, other] = inPanel;
if (!lease || !other) throw new Error("The panel has no templates");
const sample = toSample(lease);
const now = new Date();
let manager: AccountActor;
let connectionId = "";

beforeAll(async () => {
  await makeOffice();
  manager = await makeAccount("manager");
  const provider = providers.find(({ capabilities }) => capabilities.templates);
  const settings = {
    baseUrl: "https://api.example.org",
    clientId: "c",
    clientSecret: "s",
    username: "u",
    password: "p",
  };
  const input = { connectionId: null, providerId: provider?.id ?? "", isRehearsal: true };
  const admin = await makeAccount("admin");
  ({ connectionId } = await saveConnection(admin, { ...input, name: "Office", settings }, now));
});

const save = (name = "Lease") => saveTemplate(manager, { connectionId, name, sample }, now);
const shapeOf = (templateId: string) =>
  read(async (db) => (await currentVersion(db, await requireTemplate(db, templateId))).shape);
const edited = async (templateId: string, version: number) => {
  const { slots, fields } = await shapeOf(templateId);
  return {
    templateId,
    version,
    name: "Lease, corrected",
    slots: slots.map((slot, index) => ({ ...slot, title: `Party ${index + 1}` })),
    fields: fields.map(({ group, name, kind, isRequired, label }) => ({
      group,
      name,
      kind,
      isRequired,
      label: name === "city" ? "City" : label,
    })),
  };
};

describe("a pasted sample", () => {
  test("becomes a saved template with its fixed ids, places and typed fields", async () => {
    const { templateId } = await save();
    const shape = await shapeOf(templateId);
    expect(shape.externalId).toBe(lease.id);
    expect(shape.slots.map(({ id, title }) => [id, title])).toEqual(
      lease.slots.map(({ id, title }) => [id, title]),
    );
    const kindOf = (name: string) => shape.fields.find((field) => field.name === name);
    expect(kindOf("rent")).toMatchObject({ kind: "rial_amount", isRequired: true });
    expect(kindOf("rent-in-words")).toMatchObject({ kind: "amount_words", amountOf: "rent" });
    expect(kindOf("office")).toMatchObject({ group: "owner", isRequired: false });
  });

  test("is kept encrypted", async () => {
    const rows = await read((db) => db.select().from(templateVersions));
    const stored = rows.map(({ sampleEncrypted }) => sampleEncrypted?.toString("latin1")).join();
    expect(stored.length).toBeGreaterThan(500);
    expect(stored).not.toContain("REQUIRED");
  });

  test("that cannot be read says why and where, and is not saved", async () => {
    const broken = sample.replace('"workflows": [', '"workflows": [ ] [');
    const reading = await readSample(manager, { connectionId, templateId: null, sample: broken });
    expect(reading).toMatchObject({ isRead: false, place: { line: 7 } });
    await expect(
      saveTemplate(manager, { connectionId, name: "Broken", sample: broken }, now),
    ).rejects.toMatchObject({ code: "invalid", values: { input: "sample" } });
  });

  test("with an unknown type becomes text, with a warning", async () => {
    const odd = sample.replace("_REQUIRED_SHEBA", "_REQUIRED_COLOUR");
    const reading = await readSample(manager, { connectionId, templateId: null, sample: odd });
    if (!reading.isRead) throw new Error(reading.code);
    expect(reading.sample.warnings).toMatchObject([{ code: "unknown_type" }]);
    expect(reading.sample.shape.fields.find(({ name }) => name === "sheba")?.kind).toBe("text");
  });
});

describe("versions", () => {
  test("editing makes the next one, and whoever saw an older one is told", async () => {
    const { templateId } = await save();
    const input = await edited(templateId, 1);
    expect(await editTemplate(manager, input, now)).toEqual({ version: 2 });
    expect((await shapeOf(templateId)).slots[0]?.title).toBe("Party 1");
    await expect(editTemplate(manager, input, now)).rejects.toMatchObject({ code: "stale" });
    expect((await read((db) => listVersions(db, templateId))).map(({ number }) => number)).toEqual([
      2, 1,
    ]);
  });

  test("what is the provider's cannot be edited away", async () => {
    const { templateId } = await save();
    const input = await edited(templateId, 1);
    const renamed = input.fields.map((field, index) =>
      index === 0 ? { ...field, name: "made-up" } : field,
    );
    await expect(editTemplate(manager, { ...input, fields: renamed }, now)).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("a newer sample keeps what people said and shows what is new and gone", async () => {
    const { templateId } = await save();
    await editTemplate(manager, await edited(templateId, 1), now);
    const newer = toSample({
      ...lease,
      items: [
        ...lease.items.filter(({ name }) => name !== "website"),
        { name: "floor", title: "Floor", tag: "_REQUIRED_NUMBER" },
      ],
    });
    const reading = await readSample(manager, { connectionId, templateId, sample: newer });
    if (!reading.isRead) throw new Error(reading.code);
    expect(reading.change).toEqual({ added: ["floor"], removed: ["website"], changed: [] });
    await renewTemplate(manager, { templateId, version: 2, sample: newer }, now);
    const shape = await shapeOf(templateId);
    expect(shape.slots[1]?.title).toBe("Party 2");
    expect(shape.fields.find(({ name }) => name === "city")?.label).toBe("City");
  });

  test("another template's sample is refused", async () => {
    const { templateId } = await save();
    const input = { templateId, sample: toSample(other) };
    expect(await readSample(manager, { connectionId, ...input })).toMatchObject({
      isRead: false,
      code: "other_template",
    });
    await expect(renewTemplate(manager, { ...input, version: 1 }, now)).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

test("an archived template leaves the list and comes back", async () => {
  const { templateId } = await save("Rarely used");
  const listed = async (archived?: "yes") =>
    (await read((db) => listTemplates(db, { archived, q: "rarely" }))).map(({ id }) => id);
  expect(await listed()).toEqual([templateId]);
  await archiveTemplate(manager, { templateId }, now);
  await archiveTemplate(manager, { templateId }, now);
  expect([await listed(), await listed("yes")]).toEqual([[], [templateId]]);
  await restoreTemplate(manager, { templateId }, now);
  expect(await listed()).toEqual([templateId]);
  const events = await read((db) => db.select().from(auditEvents));
  expect(events.filter(({ action }) => action === "template.archived")).toHaveLength(1);
});
