import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox, SandboxFault } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { templates as inPanel, toSample } from "@/lib/providers/emzano/sandbox-templates";
import { archiveTemplate } from "@/lib/templates/archive-template";
import { editTemplate } from "@/lib/templates/change-template";
import { currentVersion, requireTemplate } from "@/lib/templates/queries";
import { saveTemplate } from "@/lib/templates/save-template";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { cancelEnvelope } from "./cancel-envelope";
import { chooseConnection } from "./choose-connection";
import { copyEnvelope } from "./copy-envelope";
import { createFromTemplate } from "./create-from-template";
import { downloadFile } from "./download-file";
import { envelopeJobs } from "./jobs";
import { requireContent } from "./load-content";
import { artifactsOf, recipientsOf } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
import { saveDraft } from "./save-draft";
import { savePlacements } from "./save-placements";
import { saveValues } from "./save-values";
import { sendEnvelope } from "./send-envelope";
import { connectTo, makeAccount, makeOffice, person } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let manager: AccountActor;
let owner: AccountActor;
let connectionId = "";
let templateId = "";
const [lease] = inPanel;
if (!lease) throw new Error("The panel has no template");

beforeAll(async () => {
  await makeOffice();
  [manager, owner] = [await makeAccount("manager"), await makeAccount("staff")];
  sandbox = await createEmzanoSandbox();
  connectionId = await connectTo(sandbox, await makeAccount("admin"));
  const sample = toSample(lease);
  ({ templateId } = await saveTemplate(
    manager,
    { connectionId, name: "Lease", sample },
    new Date(),
  ));
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  sandbox.calm();
  await write((tx) => tx.delete(jobs));
});

const typed = [
  ["document", "contract-number", "۱۴۰۳"],
  ["document", "text-1", "اجاره آپارتمان"],
  ["document", "rent", "۱۲٬۵۰۰٬۰۰۰"],
  ["document", "rent-in-words", "دوازده میلیون و پانصد هزار ریال"],
  ["document", "sheba", "IR06 2960 0000 0010 0324 2000 01"],
  ["document", "email", "sara@example.org"],
  ["document", "name-english", "Sara Ahmadi"],
  ["document", "city", "تهران"],
  ["document", "phone", "+98 912 123 4567"],
  ["document", "witness", "۰۰۱۲۳۴۵۶۷۹"],
  ["owner", "office", "دفتر مرکزی"],
] as const;
const toValues = (rows: readonly (readonly ["document" | "owner", string, string])[] = typed) =>
  rows.map(([group, name, value]) => ({ group, name, value }));
const who = [
  { name: "سارا احمدی", phone: "۰۹۱۲۱۲۳۴۵۶۷", nationalId: "۰۰۱۲۳۴۵۶۷۹" },
  { name: "علی رضایی", phone: "09351234567", nationalId: "0499370899" },
];

const draftInput = (envelopeId: string, rev: number) => ({
  envelopeId,
  rev,
  title: "Lease of flat ۱۲",
  message: "",
  signingOrder: "sequential" as const,
  expiresAt: null,
  options: { certificatePayment: false },
});

const envelopeOf = async (id: string) => {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
};
const peopleOf = async (id: string) =>
  (await read((db) => recipientsOf(db, id))).map(({ id: personId, role }, index) =>
    person(who[index]?.name ?? "", {
      id: personId,
      role,
      phone: who[index]?.phone ?? "",
      identity: { national_id: who[index]?.nationalId ?? "" },
    }),
  );

/** A draft with everybody in their place and every value. */
async function fill(values = toValues()): Promise<{ envelopeId: string; rev: number }> {
  const { envelopeId } = await createFromTemplate(owner, { templateId }, new Date());
  const recipients = await peopleOf(envelopeId);
  const saved = await saveDraft(owner, { ...draftInput(envelopeId, 1), recipients }, new Date());
  const { rev } = await saveValues(owner, { envelopeId, rev: saved.rev, values }, new Date());
  return { envelopeId, rev };
}

const runJobs = () => runDueJobs(envelopeJobs);
const ask = (draft: { envelopeId: string; rev: number }, key: string = crypto.randomUUID()) =>
  sendEnvelope(owner, { ...draft, key }, new Date());

async function send(fault: SandboxFault = "ok"): Promise<string> {
  const draft = await fill();
  await ask(draft);
  sandbox.plan({ on: "create", faults: [fault] });
  await runJobs();
  return draft.envelopeId;
}

async function madeOf(id: string) {
  const { referenceCode } = await envelopeOf(id);
  return sandbox.ledger().documents.filter(({ title }) => title.includes(referenceCode));
}

async function everybodySigns(id: string): Promise<void> {
  const [made] = await madeOf(id);
  const documentId = made?.id ?? "";
  await sandbox.act({ documentId, recipient: 0, act: "sign" });
  await sandbox.act({ documentId, recipient: 1, act: "sign" });
  await refreshEnvelope(owner, { envelopeId: id }, new Date());
  await runJobs();
}

describe("an envelope from a template", () => {
  test("goes out once, is made and signed at the provider, and comes back complete", async () => {
    const id = await send();
    expect(await envelopeOf(id)).toMatchObject({ status: "in_progress", documentId: null });
    const made = await madeOf(id);
    expect(made).toHaveLength(1);
    expect(made[0]?.people.map(({ contact }) => contact)).toEqual(["09121234567", "09351234567"]);
    await everybodySigns(id);
    expect(await envelopeOf(id)).toMatchObject({ status: "completed", trouble: null });
    const [artifact] = await read((db) => artifactsOf(db, id));
    expect(artifact).toMatchObject({
      kind: "signed_document",
      verdict: { documentMatch: "unknown", problems: ["made_by_provider"] },
    });
    const file = await downloadFile(owner, id, "signed_document", new Date());
    expect(file.sha256).toBe(artifact?.sha256);
    await expect(downloadFile(owner, id, "original", new Date())).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("is sent once however often the button is pressed", async () => {
    const draft = await fill();
    const key = crypto.randomUUID();
    await Promise.all([ask(draft, key), ask(draft, key)]);
    await runJobs();
    expect(await madeOf(draft.envelopeId)).toHaveLength(1);
    const { requestSha256 } = await envelopeOf(draft.envelopeId);
    expect(requestSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("of which nobody knows whether it was made is not sent again, and its document adopts it", async () => {
    const id = await send("dropped_after_commit");
    expect((await envelopeOf(id)).status).toBe("needs_check");
    await runJobs();
    expect(await madeOf(id)).toHaveLength(1);
  });

  test("keeps what was typed encrypted", async () => {
    const { envelopeId } = await fill();
    const { templateValuesEncrypted } = await envelopeOf(envelopeId);
    expect(templateValuesEncrypted?.toString("utf8")).not.toContain("sara@example.org");
  });
});

describe("what the review refuses", () => {
  const problemsWith = async (rows: Parameters<typeof toValues>[0]) =>
    ask(await fill(toValues(rows))).then(
      () => [],
      ({ code, message, values }) => [code, message, values.problems],
    );

  test("a required value that is missing", async () => {
    expect(await problemsWith(typed.filter(([, name]) => name !== "city"))).toEqual([
      "not_ready_to_send",
      "value_missing",
      1,
    ]);
  });

  test("a value of the wrong type", async () => {
    const wrong = typed.map(([group, name, value]) =>
      name === "sheba" ? ([group, name, "IR0"] as const) : ([group, name, value] as const),
    );
    expect(await problemsWith(wrong)).toEqual(["not_ready_to_send", "value_wrong", 1]);
  });

  test("words that disagree with their figures are let through", async () => {
    const other = typed.map(([group, name, value]) =>
      name === "rent-in-words"
        ? ([group, name, "دوازده ریال"] as const)
        : ([group, name, value] as const),
    );
    expect(await problemsWith(other)).toEqual([]);
  });

  test("a place without a name", async () => {
    const { envelopeId } = await createFromTemplate(owner, { templateId }, new Date());
    const saved = await saveValues(owner, { envelopeId, rev: 1, values: toValues() }, new Date());
    await expect(ask({ envelopeId, rev: saved.rev })).rejects.toMatchObject({
      code: "not_ready_to_send",
    });
  });
});

describe("what a template fixes", () => {
  test("nobody is added, taken away or given another role", async () => {
    const { envelopeId, rev } = await fill();
    const people = await peopleOf(envelopeId);
    const saveAs = (recipients: typeof people) =>
      saveDraft(owner, { ...draftInput(envelopeId, rev), recipients }, new Date());
    for (const wrong of [
      people.slice(1),
      [...people, person("Another")],
      people.toReversed(),
      people.map((one) => ({ ...one, role: "viewer" as const })),
    ])
      await expect(saveAs(wrong)).rejects.toMatchObject({ code: "invalid" });
  });

  test("it goes through no other connection and has no boxes", async () => {
    const draft = await fill();
    await expect(
      chooseConnection(owner, { ...draft, connectionId }, new Date()),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      savePlacements(owner, { ...draft, placements: [] }, new Date()),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("a value of a field that it has not is refused", async () => {
    const { envelopeId, rev } = await fill();
    const values = [{ group: "document" as const, name: "made-up", value: "x" }];
    await expect(saveValues(owner, { envelopeId, rev, values }, new Date())).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("an envelope keeps the version that it was made from", async () => {
    const { envelopeId } = await fill();
    const template = await read((db) => requireTemplate(db, templateId));
    const { shape } = await read((db) => currentVersion(db, template));
    const fields = shape.fields.map(({ rawType: _, amountOf: __, ...field }) => ({
      ...field,
      label: `${field.label}!`,
    }));
    await editTemplate(
      manager,
      { templateId, version: template.version, name: "Lease", slots: shape.slots, fields },
      new Date(),
    );
    const content = await read(async (db) => requireContent(db, await envelopeOf(envelopeId)));
    expect(content.template?.number).toBe(template.version);
    expect(content.template?.shape.fields[0]?.label).toBe(shape.fields[0]?.label);
  });
});

test("fix and resend keeps the template's version, the people and the values", async () => {
  const id = await send();
  await cancelEnvelope(owner, { envelopeId: id, reason: "A mistake" }, new Date());
  const copy = await copyEnvelope(owner, { envelopeId: id }, new Date());
  const [before, after] = [await envelopeOf(id), await envelopeOf(copy.envelopeId)];
  expect(after.templateVersionId).toBe(before.templateVersionId);
  const placesOf = async (envelopeId: string) =>
    (await read((db) => recipientsOf(db, envelopeId))).map(({ slotId, name }) => [slotId, name]);
  expect(await placesOf(copy.envelopeId)).toEqual(await placesOf(id));
  await ask({ envelopeId: copy.envelopeId, rev: after.rev });
  await runJobs();
  expect((await envelopeOf(copy.envelopeId)).status).toBe("in_progress");
});

test("an archived template makes no new envelopes, and those that there are go on", async () => {
  const draft = await fill();
  await archiveTemplate(manager, { templateId }, new Date());
  await expect(createFromTemplate(owner, { templateId }, new Date())).rejects.toMatchObject({
    code: "conflict",
  });
  await ask(draft);
  await runJobs();
  expect((await envelopeOf(draft.envelopeId)).status).toBe("in_progress");
});
