import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { readStoredFile } from "@/lib/files/store-file";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { countValid, expectSound, runTool } from "@/lib/pdf/testing";
import type { Values } from "@/lib/provider-kit/contract";
import type { Sandbox, SandboxAct } from "@/lib/provider-kit/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { chooseConnection } from "./choose-connection";
import { createEnvelope } from "./create-envelope";
import { envelopeJobs } from "./jobs";
import { openReference } from "./keep-reference";
import { artifactsOf, recipientsOf } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
import { saveDraft } from "./save-draft";
import { connectTo, makeAccount, makeDocument, makeOffice, person, sendDraft } from "./testing";

openTestDatabase();

const contract = makeContract();
let sandbox: Sandbox;
let owner: AccountActor;
let connectionId = "";

beforeAll(async () => {
  process.env.PUBLIC_URL = "http://127.0.0.1:9";
  await makeOffice();
  owner = await makeAccount("staff");
  sandbox = await createWebImzoSandbox();
  connectionId = await connectTo(sandbox, await makeAccount("admin"));
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.calm());

const signers = () => [
  person("Dilnoza Rahimova", { identity: { national_id: "30101900010018" } }),
  person("Ўктам Қодиров", { phone: "+998901234567", identity: { national_id: "305109680" } }),
];

async function send(people = signers(), options: Values = {}): Promise<string> {
  const now = new Date();
  const documentId = await makeDocument(owner, contract);
  const { envelopeId } = await createEnvelope(owner, { documentId }, now);
  const chosen = await chooseConnection(owner, { envelopeId, rev: 1, connectionId }, now);
  const { rev } = await saveDraft(
    owner,
    {
      envelopeId,
      rev: chosen.rev,
      title: "Ijara shartnomasi · اجاره",
      message: "",
      signingOrder: "sequential",
      expiresAt: null,
      options: { methods: "all", ...options },
      recipients: people,
    },
    now,
  );
  await sendDraft(owner, { envelopeId, rev });
  await runDueJobs(envelopeJobs);
  return envelopeId;
}
async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
async function documentOf(id: string) {
  const [row] = await read((db) =>
    db.select().from(providerDocuments).where(eq(providerDocuments.envelopeId, id)),
  );
  if (!row) throw new Error("No document");
  return row;
}
async function act(id: string, each: Omit<SandboxAct, "documentId">): Promise<void> {
  await sandbox.act({ documentId: (await documentOf(id)).externalId, ...each });
  await refreshEnvelope(owner, { envelopeId: id }, new Date());
  await runDueJobs(envelopeJobs);
}

test("two people sign, each in a way of their own: the final document is composed and sealed here", async () => {
  const id = await send();
  await act(id, { recipient: 0, act: "sign", method: "E_IMZO" });
  expect((await envelopeOf(id)).status).toBe("in_progress");
  await act(id, { recipient: 1, act: "sign", method: "SMS_CODE" });
  expect((await envelopeOf(id)).status).toBe("completed");
  const [artifact, ...others] = await read((db) => artifactsOf(db, id));
  expect(others).toEqual([]);
  const bytes = await readStoredFile(artifact?.sha256 ?? "");
  if (process.env.KEEP_AT) (await import("node:fs")).writeFileSync(process.env.KEEP_AT, bytes);
  expect(bytes.subarray(0, contract.length).equals(contract)).toBe(true);
  expect(countValid(bytes).valid).toBe(1);
  expectSound(bytes);
  expect(runTool("pdfdetach", ["-list", "in.pdf"], { "in.pdf": bytes }).output).toContain(
    "webimzo",
  );
});

test("what a document is read with is encrypted; rows from before stay readable", async () => {
  const id = await send();
  const row = await documentOf(id);
  const reference = openReference(row);
  expect(reference).toMatchObject({ requestId: row.externalId, secretKey: expect.any(String) });
  expect(JSON.stringify(row)).not.toContain(reference.secretKey);
  await write((tx) =>
    tx.update(providerDocuments).set({ reference }).where(eq(providerDocuments.id, row.id)),
  );
  expect(openReference(await documentOf(id))).toEqual(reference);
  await act(id, { recipient: 0, act: "sign" });
  const [first] = await read((db) => recipientsOf(db, id));
  expect(first?.status).toBe("signed");
});
