import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { read } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { withQpdf } from "@/lib/pdf/testing";
import type { Sandbox, SandboxValues } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { envelopeJobs } from "./jobs";
import { artifactsOf } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
import {
  connectTo,
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  person,
  sendThrough,
} from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let owner: AccountActor;
let connectionId = "";

beforeAll(async () => {
  await makeOffice();
  const admin = await makeAccount("admin");
  owner = await makeAccount("staff");
  // Nothing here needs a callback: the portal asks by itself.
  sandbox = await createEmzanoSandbox({ callbackCount: 0 });
  process.env.PUBLIC_URL = "http://127.0.0.1:9";
  connectionId = await connectTo(sandbox, admin);
});
afterAll(() => sandbox.close());

const usual = {
  returnedFile: "continued",
  signatureForm: "cades",
  readsBeforeFile: 0,
} as const;
const signers = () => [
  person("سارا احمدی", { phone: "09121234567", identity: { national_id: "0012345679" } }),
  person("علی رضایی", { phone: "09351234567", identity: { national_id: "0499370899" } }),
];
const contract = makeContract();
const kinds = {
  "with a table": contract,
  "with object streams": withQpdf(contract, "--object-streams=generate"),
  "made for the web": withQpdf(contract, "--linearize", "--object-streams=generate"),
};

/** Goes out, is signed by both at the provider, and is asked for. */
async function sign(bytes: Uint8Array, switches: SandboxValues): Promise<string> {
  const draft = await makeDraft(owner, await makeDocument(owner, bytes), signers());
  const envelopeId = await sendThrough(owner, connectionId, draft);
  sandbox.switch({ ...usual, ...switches });
  const documentId = sandbox.ledger().documents.at(-1)?.id ?? "";
  await sandbox.act({ documentId, recipient: 0, act: "sign" });
  await sandbox.act({ documentId, recipient: 1, act: "sign" });
  await refresh(envelopeId);
  return envelopeId;
}
async function refresh(envelopeId: string) {
  await refreshEnvelope(owner, { envelopeId }, new Date());
  await runDueJobs(envelopeJobs);
}
async function outcomeOf(envelopeId: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, envelopeId)));
  const [file] = await read((db) => artifactsOf(db, envelopeId));
  return { status: row?.status, trouble: row?.trouble, verdict: file?.verdict };
}

const sound = { documentMatch: "good", problems: [] };

describe.each(Object.entries(kinds))("a file %s", (_, bytes) => {
  test.each([
    ["that goes on with two signatures", {}, 2, "good"],
    ["that goes on with signatures of older programs", { signatureForm: "pkcs7" }, 2, "good"],
    ["that was written anew before it was signed", { returnedFile: "rewritten" }, 2, "good"],
    ["that shows the signatures and has none", { returnedFile: "unsigned" }, 0, "unknown"],
  ])("%s completes the envelope", async (_, switches, signatures, cryptography) => {
    expect(await outcomeOf(await sign(bytes, switches))).toEqual({
      status: "completed",
      trouble: null,
      verdict: { ...sound, signatures, cryptography, identityAndTrust: "unknown" },
    });
  });
});

describe("a file that is not what was sent", () => {
  test.each([
    ["changed_page", ["text_differs"], "good"],
    ["missing_page", ["pages_differ"], "good"],
    ["other_document", ["pages_differ"], "good"],
    ["broken", ["structure_damaged", "bytes_after_end", "no_signature"], "unknown"],
  ])("(%s) leaves the envelope to a person", async (returnedFile, problems, cryptography) => {
    expect(await outcomeOf(await sign(contract, { returnedFile }))).toMatchObject({
      status: "conflict",
      verdict: { documentMatch: "bad", problems, cryptography },
    });
  });

  test("nor signed as it says leaves it to a person too", async () => {
    const id = await sign(contract, { returnedFile: "broken_signature" });
    expect(await outcomeOf(id)).toMatchObject({
      status: "conflict",
      verdict: { ...sound, cryptography: "bad", signatures: 2 },
    });
  });
});

test("a file that is no PDF counts as none, and is asked for again", async () => {
  expect(await outcomeOf(await sign(contract, { returnedFile: "no_pdf" }))).toEqual({
    status: "completing",
    trouble: expect.objectContaining({ code: "file_not_ready" }),
    verdict: undefined,
  });
});

test("a file that is late completes the envelope when it comes", async () => {
  const id = await sign(contract, { readsBeforeFile: 2 });
  expect(await outcomeOf(id)).toMatchObject({
    status: "completing",
    trouble: { code: "file_not_ready" },
  });
  await refresh(id);
  await refresh(id);
  expect(await outcomeOf(id)).toMatchObject({ status: "completed", trouble: null, verdict: sound });
});
