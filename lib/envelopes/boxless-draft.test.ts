import { afterAll, beforeAll, expect, test } from "vitest";
import { read } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { chooseConnection } from "./choose-connection";
import { envelopeJobs } from "./jobs";
import { placementsOf, recipientsOf, requireEnvelope } from "./queries";
import { saveDraft } from "./save-draft";
import type { SaveDraftInput } from "./schema";
import {
  connectTo,
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  person,
  sendDraft,
} from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let owner: AccountActor;
let documentId = "";
let connectionId = "";

beforeAll(async () => {
  await makeOffice();
  const admin = await makeAccount("admin");
  owner = await makeAccount("staff");
  sandbox = await createWebImzoSandbox();
  documentId = await makeDocument(owner, makeContract());
  connectionId = await connectTo(sandbox, admin);
});
afterAll(() => sandbox.close());

const people = () => [
  person("Temur Fayzullayev", { identity: { national_id: "50101050010018" } }),
  person("Ravi Kumar", { role: "viewer", email: "ravi@example.org" }),
];

async function choose(): Promise<{ envelopeId: string; rev: number; input: SaveDraftInput }> {
  const recipients = people();
  const draft = await makeDraft(owner, documentId, recipients);
  const { rev } = await chooseConnection(owner, { ...draft, connectionId }, new Date());
  const { envelopeId } = draft;
  const input = { envelopeId, rev, title: "Lease", message: "", expiresAt: null, options: {} };
  return { envelopeId, rev, input: { ...input, signingOrder: "sequential", recipients } };
}

test("boxes stay with the draft, and it goes out without them and with a viewer of ours", async () => {
  const { envelopeId, rev } = await choose();
  expect(await read((db) => placementsOf(db, envelopeId))).toHaveLength(1);
  await sendDraft(owner, { envelopeId, rev });
  await runDueJobs(envelopeJobs);
  const envelope = await read((db) => requireEnvelope(db, owner, envelopeId, "envelope.read"));
  expect(envelope.status).toBe("in_progress");
  expect(await read((db) => recipientsOf(db, envelopeId))).toHaveLength(2);
  const [sent] = sandbox.ledger().documents;
  expect(sent?.people).toHaveLength(1);
});

test("a way of signing that needs a phone is not sent without", async () => {
  const { envelopeId, input } = await choose();
  const { rev } = await saveDraft(owner, { ...input, options: { methods: "all" } }, new Date());
  await expect(sendDraft(owner, { envelopeId, rev })).rejects.toMatchObject({
    code: "not_ready_to_send",
    message: expect.stringContaining("identity_missing_for_choice"),
  });
});

test("an option that cannot be is named", async () => {
  const { input } = await choose();
  for (const options of [{ templateId: -1 }, { dataType: "wax" }])
    await expect(saveDraft(owner, { ...input, options }, new Date())).rejects.toMatchObject({
      code: "invalid",
      values: { input: `options.${Object.keys(options)[0]}` },
    });
});
