import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { read } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { saveConnection } from "@/lib/connections/save-connection";
import { signzy } from "@/lib/providers/signzy";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { chooseConnection } from "./choose-connection";
import { copyEnvelope } from "./copy-envelope";
import { judgeOptions } from "./judge-options";
import { requireEnvelope } from "./queries";
import { saveDraft } from "./save-draft";
import { recipientInput } from "./schema";
import { makeAccount, makeDocument, makeDraft, makeOffice, person, sendDraft } from "./testing";

openTestDatabase();

let owner: AccountActor;
let documentId: string;
let connectionId: string;
let draft: { envelopeId: string; rev: number };
let me: typeof signer;
const signer = person("Asha Rao", { identity: { signature_type: "otp" } });
beforeAll(async () => {
  process.env.PROVIDER_PRIVATE_HOSTS = "127.0.0.1:1";
  await makeOffice();
  owner = await makeAccount("staff");
  documentId = await makeDocument(owner, makeContract());
  const input = {
    connectionId: null,
    providerId: signzy.id,
    name: "India",
    isRehearsal: false,
    settings: { baseUrl: "http://127.0.0.1:1", accessToken: "token-of-nobody" },
  };
  ({ connectionId } = await saveConnection(await makeAccount("admin"), input, new Date()));
});
beforeEach(async () => {
  me = { ...signer, id: crypto.randomUUID() };
  const made = await makeDraft(owner, documentId, [me]);
  const { rev } = await chooseConnection(owner, { ...made, connectionId }, new Date());
  draft = { envelopeId: made.envelopeId, rev };
});

const rowOf = (envelopeId: string) =>
  read((db) => requireEnvelope(db, owner, envelopeId, "envelope.edit"));

async function save(options: Record<string, unknown>): Promise<void> {
  const { title, message, signingOrder, expiresAt } = await rowOf(draft.envelopeId);
  const words = { title, message, signingOrder, expiresAt };
  const input = { ...draft, ...words, options, recipients: [me] };
  draft.rev = (await saveDraft(owner, input, new Date())).rev;
}

const challan = { stamp: "e_challan", stampState: "KA", hasStampText: true };

test("a draft is kept half filled, and what is missing is said of its options", async () => {
  await save(challan);
  expect((await rowOf(draft.envelopeId)).providerOptions).toMatchObject(challan);
  const judged = await judgeOptions(owner, { envelopeId: draft.envelopeId, options: challan });
  const missing = judged.problems.map(({ option }) => option?.name);
  expect(missing).toContain("stampAmount");
  expect(missing).toContain("stampText");
  // Of the other kind of stamp, and so asked of nobody.
  expect(missing).not.toContain("stampDuty");
  await expect(sendDraft(owner, draft)).rejects.toThrow("option_wrong");
});

test("the text is on the page as it would be written, before anything is kept", async () => {
  const options = { ...challan, stampAmount: "100", stampText: "Duty of {{amount}}" };
  const { marks } = await judgeOptions(owner, { envelopeId: draft.envelopeId, options });
  expect(marks).toEqual([expect.objectContaining({ page: 1, lines: ["Duty of 100"] })]);
  const none = { ...options, stamp: "none" };
  const { marks: gone, problems } = await judgeOptions(owner, { ...draft, options: none });
  expect([gone, problems]).toEqual([[], []]);
});

test("options that cannot be read say nothing", async () => {
  const options = { stamp: "of_no_kind" };
  expect(await judgeOptions(owner, { envelopeId: draft.envelopeId, options })).toEqual({
    problems: [],
    doubts: [],
    marks: [],
  });
});

test("a stranger's options are judged for nobody else", async () => {
  const other = await makeAccount("staff");
  const asked = judgeOptions(other, { envelopeId: draft.envelopeId, options: {} });
  await expect(asked).rejects.toMatchObject({ code: "not_found" });
});

test("a whole number where its end is asked for is refused by the portal itself", () => {
  const typed = (id_last_four: string) =>
    recipientInput.safeParse({ ...signer, identity: { id_last_four } }).success;
  expect(typed("1234")).toBe(true);
  expect(typed("2345 6789 0123")).toBe(false);
  expect(typed("۲۳۴۵۶۷۸۹۰۱۲۳")).toBe(false);
});

test("what does not count is neither checked nor sent, and a copy keeps what was sent", async () => {
  await save({ stamp: "none", stampDuty: "12", isProtected: true });
  await sendDraft(owner, draft);
  const [sent] = await read((db) =>
    db.select().from(envelopes).where(eq(envelopes.id, draft.envelopeId)),
  );
  expect(sent?.providerOptions).toMatchObject({ stamp: "none", isProtected: true });
  expect(sent?.providerOptions).not.toHaveProperty("stampDuty");
  const copy = await copyEnvelope(owner, { envelopeId: draft.envelopeId }, new Date());
  expect((await rowOf(copy.envelopeId)).providerOptions).toEqual(sent?.providerOptions);
});
