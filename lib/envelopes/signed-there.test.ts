import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { encode } from "uqr";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { organisation } from "@/db/schema/accounts";
import { providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { settleCalls } from "@/lib/connections/record-call";
import { readStoredFile } from "@/lib/files/store-file";
import { messagesFor } from "@/lib/i18n/messages";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { derivedToken } from "@/lib/kernel/encryption";
import { openMailSink } from "@/lib/mail/testing";
import { countValid, drawPage, expectSound, runTool, withQpdf } from "@/lib/pdf/testing";
import type { Values } from "@/lib/provider-kit/contract";
import type { Sandbox, SandboxAct } from "@/lib/provider-kit/sandbox";
import { readStatement } from "@/lib/provider-kit/statement";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { asText, findCanaries, readKept } from "./canary-testing";
import { cancelEnvelope } from "./cancel-envelope";
import { chooseConnection } from "./choose-connection";
import { createEnvelope } from "./create-envelope";
import { envelopeJobs } from "./jobs";
import { openReference } from "./keep-reference";
import { findReport } from "./load-reports";
import { fetchPrintable } from "./printable-link";
import { artifactsOf, recipientsOf, timelineOf } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
import { revokePrintable } from "./revoke-printable";
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
const speak = (language: "en" | "fa") =>
  write(async (tx) => void (await tx.update(organisation).set({ language })));
beforeEach(async () => {
  sandbox.calm();
  await speak("en");
});

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
      options,
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
async function readBack(id: string): Promise<void> {
  await refreshEnvelope(owner, { envelopeId: id }, new Date());
  await runDueJobs(envelopeJobs);
}
async function act(id: string, each: Omit<SandboxAct, "documentId">): Promise<void> {
  await sandbox.act({ documentId: (await documentOf(id)).externalId, ...each });
  await readBack(id);
}

/** Everybody signs in turn; twelve ways to be called, in three scripts. */
async function complete(id: string, people: number): Promise<Buffer> {
  const methods = ["E_IMZO", "SMS_CODE", "STYX_IMZO"];
  const { externalId: documentId } = await documentOf(id);
  for (let recipient = 0; recipient < people; recipient += 1)
    await sandbox.act({ documentId, recipient, act: "sign", method: methods[recipient % 3] ?? "" });
  await readBack(id);
  expect((await envelopeOf(id)).status).toBe("completed");
  const [artifact, ...others] = await read((db) => artifactsOf(db, id));
  expect(others).toEqual([]);
  expect(artifact).toMatchObject({
    kind: "signed_document",
    verdict: { documentMatch: "good", seal: "good", problems: ["signed_at_provider"] },
  });
  return readStoredFile(artifact?.sha256 ?? "");
}
const contractSha256 = createHash("sha256").update(contract).digest("hex");
const names = [
  "Dilnoza Rahimova",
  "Ўктам Қодиров",
  "سارا احمدی‌پور",
  "محمد بن عبد الله",
  "Gʻayrat Oʻktamov",
  "Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
];
const crowd = (size: number) =>
  Array.from({ length: size }, (_, at) =>
    person(names[at % names.length] ?? "", {
      phone: `+99890${1_000_000 + at}`,
      // A personal number from a birth date; the check digit is only a warning.
      identity: { national_id: `30101900${100_000 + at}` },
    }),
  );
const textOf = (bytes: Uint8Array): string =>
  runTool("pdftotext", ["-f", "4", "-layout", "in.pdf", "out.txt"], { "in.pdf": bytes })
    .read("out.txt")
    .toString("utf8");
const attachmentOf = (bytes: Uint8Array) => {
  const files = { "in.pdf": bytes };
  expect(runTool("pdfdetach", ["-list", "in.pdf"], files).output).toMatch(/^1 embedded files/);
  const saved = runTool("pdfdetach", ["-save", "1", "-o", "out.json", "in.pdf"], files);
  return JSON.parse(saved.read("out.json").toString("utf8"));
};

test.each([1, 2, 12])(
  "signed by %i: begins with the bytes that were sent, sealed as a whole, with every person's act",
  async (people) => {
    const id = await send(crowd(people), { methods: "all" });
    const bytes = await complete(id, people);
    expect(bytes.subarray(0, contract.length).equals(contract)).toBe(true);
    const { valid, said } = countValid(bytes);
    expect(valid).toBe(1);
    expect(said).toContain("Total document signed");
    expectSound(bytes);

    const { externalId } = await documentOf(id);
    const attached = attachmentOf(bytes);
    expect(attached).toMatchObject({ provider: "webimzo", externalId });
    expect(readStatement(attached.statement)?.reference).toBe((await envelopeOf(id)).referenceCode);
    expect(attached.acts).toHaveLength(people);
    const text = textOf(bytes);
    // The connection leads to a sandbox, and whoever gets the file has to see it.
    expect(text).toContain(messagesFor("en").certificate.evidence.rehearsalTitle);
    for (const [at, { name, maskedKey, stamp, details }] of attached.acts.entries()) {
      expect(name).toBe(names[at % names.length]);
      expect(maskedKey).toMatch(/^•{10}\d{4}$/);
      expect(JSON.parse(details)).toMatchObject({ practice: true });
      for (const shown of [maskedKey, stamp.written]) expect(text).toContain(shown);
    }
    for (const method of ["E-IMZO", "SMS", "Styx-Imzo"].slice(0, people))
      expect(text).toContain(method);
    expect(text).not.toMatch(/30101900\d{6}/);
  },
);

test("in Persian it says the same, and numbers keep their direction", async () => {
  await speak("fa");
  const text = textOf(await complete(await send(crowd(3), { methods: "all" }), 3));
  // A document that was written before must not move the letters of this one.
  for (const shown of ["حرفی از آن", "••••••••••0002", "E-IMZO", "Ўктам Қодиров", contractSha256])
    expect(text).toContain(shown);
});

test("its picture of squares is the address at which the provider shows who signed", async () => {
  const id = await send(crowd(1));
  const bytes = await complete(id, 1);
  const { checkAddress } = attachmentOf(bytes);
  expect(checkAddress).toBe(
    `${sandbox.settings.signPageUrl}check?requestId=${(await documentOf(id)).externalId}`,
  );
  const squares = encode(checkAddress, { ecc: "M", border: 0 });
  const { gray, width } = drawPage(bytes, 4, 144);
  const isDark = (x: number, y: number) =>
    (gray[Math.round(y) * width + Math.round(x)] ?? 255) < 128;
  // The upper right corner of the page down to the caption, in pixels.
  const corner = { left: 900, right: 1_110, top: 80, bottom: 264 };
  const dark = [];
  for (let y = corner.top; y < corner.bottom; y += 1)
    for (let x = corner.left; x < corner.right; x += 1) if (isDark(x, y)) dark.push({ x, y });
  const left = Math.min(...dark.map(({ x }) => x));
  const top = Math.min(...dark.map(({ y }) => y));
  const side = (Math.max(...dark.map(({ x }) => x)) + 1 - left) / squares.size;
  const seen = squares.data.map((line, row) =>
    line.map((_, column) => isDark(left + (column + 0.4) * side, top + (row + 0.4) * side)),
  );
  expect(seen).toEqual(squares.data);
});

test.each([
  ["pdf", "file"],
  ["printable_hash", "hash"],
  ["statement", "statement"],
] as const)("people who sign %s sign this very document", async (dataType, kind) => {
  const id = await send(crowd(1), { dataType });
  const bytes = await complete(id, 1);
  const { statement, statementIs } = attachmentOf(bytes);
  expect([statement === null, statementIs]).toEqual(
    kind === "file" ? [true, "document_base64"] : [false, undefined],
  );
  expect(textOf(bytes).replace(/\s+/g, " ")).toContain(
    { file: "byte for byte", hash: "The SHA-256 of the document", statement: "A statement" }[kind],
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

describe("what became of it", () => {
  test("a refusal ends it as declined, with no final document", async () => {
    const id = await send();
    await act(id, { recipient: 0, act: "reject", method: "E_IMZO" });
    expect((await envelopeOf(id)).status).toBe("declined");
    expect(await read((db) => artifactsOf(db, id))).toEqual([]);
    expect((await read((db) => findReport(db, id)))?.people[0]).toMatchObject({
      answer: "declined",
      method: "E-IMZO",
      stamps: [{ step: "declined", written: expect.stringMatching(/Z$/) }],
    });
  });

  test("where the counts lag behind the list of people, the list is believed", async () => {
    sandbox.switch({ counts: "late" });
    const id = await send(crowd(2), { methods: "all" });
    await act(id, { recipient: 0, act: "sign" });
    expect((await envelopeOf(id)).status).toBe("in_progress");
    expect((await read((db) => recipientsOf(db, id)))[0]?.status).toBe("signed");
    await act(id, { recipient: 1, act: "sign" });
    expect((await envelopeOf(id)).status).toBe("completed");
    expect((await read((db) => findReport(db, id)))?.rawState).toBe("1/2");
    sandbox.switch({ counts: "right" });
  });

  test("a refusal that comes to light when the office canceled meanwhile makes no final document", async () => {
    const id = await send();
    await cancelEnvelope(owner, { envelopeId: id, reason: "Another price" }, new Date());
    await act(id, { recipient: 0, act: "reject" });
    expect((await envelopeOf(id)).status).toBe("canceled");
    expect(await read((db) => artifactsOf(db, id))).toEqual([]);
  });

  test("a statement that names another document is a contradiction, never a completed envelope", async () => {
    const id = await send(crowd(1));
    const referenceCode = "ZZZZZ-ZZZZZ";
    await write((tx) => tx.update(envelopes).set({ referenceCode }).where(eq(envelopes.id, id)));
    await act(id, { recipient: 0, act: "sign" });
    expect((await envelopeOf(id)).status).toBe("conflict");
    const [artifact] = await read((db) => artifactsOf(db, id));
    expect(artifact?.verdict).toMatchObject({
      documentMatch: "bad",
      seal: "good",
      problems: ["signed_at_provider", "statement_of_another"],
    });
  });
});

test("the page says what people sign and where it can be checked, before anybody has", async () => {
  const id = await send();
  await readBack(id);
  const { externalId } = await documentOf(id);
  const { referenceCode } = await envelopeOf(id);
  expect((await read((db) => findReport(db, id)))?.signing).toMatchObject({
    signed: {
      kind: "statement",
      isOfThis: true,
      said: { reference: referenceCode, answers: { 1: "sign", 9: "decline" } },
    },
    checkAddress: expect.stringContaining(externalId),
  });
});

describe("the link at which the document is fetched", () => {
  const fetchIt = (token: string) =>
    fetchPrintable({ token, method: "GET", range: null, address: null }, new Date());
  const tokenOf = async (id: string) => derivedToken("printable", (await documentOf(id)).attemptId);

  test("a manager ends it for good, which is audited; a colleague and its sender may not", async () => {
    const id = await send();
    const token = await tokenOf(id);
    expect((await fetchIt(token)).sha256).toBe(contractSha256);
    const end = async (actor: AccountActor) =>
      revokePrintable(actor, { envelopeId: id }, new Date());
    await expect(end(owner)).rejects.toMatchObject({ code: "forbidden" });
    await expect(end(await makeAccount("staff"))).rejects.toMatchObject({ code: "not_found" });
    const manager = await makeAccount("manager");
    await end(manager);
    await expect(fetchIt(token)).rejects.toMatchObject({ code: "not_found" });
    await expect(end(manager)).rejects.toMatchObject({ code: "conflict" });
    expect((await read((db) => timelineOf(db, id))).at(-1)).toMatchObject({
      action: "attempt.document_link_revoked",
      details: { attempt: 1 },
    });
  });
});

describe("canaries", () => {
  test("no secret stands in a table, an export, a mail or a file, only encrypted", async () => {
    const sink = await openMailSink();
    process.env.SMTP_URL = sink.url;
    process.env.MAIL_FROM = "Muhr <sign@example.org>";
    try {
      const reachable = signers().map((one) => ({ ...one, phone: "+998901234567" }));
      const id = await send(reachable, { methods: "all" });
      await act(id, { recipient: 0, act: "sign", method: "E_IMZO" });
      await act(id, { recipient: 1, act: "sign", method: "SMS_CODE" });
      const refused = await send();
      await act(refused, { recipient: 0, act: "reject" });
      await runDueJobs(envelopeJobs);
      await settleCalls();

      const { settings } = sandbox;
      const canaries: Record<string, string> = {
        apiKey: String(settings.apiKey),
        password: String(settings.password),
        callbackPassword: String(settings.callbackPassword),
        basic: Buffer.from(`${settings.username}:${settings.password}`).toString("base64"),
      };
      for (const [at, each] of [id, refused].entries()) {
        const document = await documentOf(each);
        canaries[`secretKey ${at}`] = String(openReference(document).secretKey);
        canaries[`printable ${at}`] = derivedToken("printable", document.attemptId);
      }
      const places = await readKept(owner, id);
      places.report = asText(await read((db) => findReport(db, id)));
      places.mails = sink.mails.map(({ source }) => source).join("\n");
      const [final] = await read((db) => artifactsOf(db, id));
      const bytes = await readStoredFile(final?.sha256 ?? "");
      places.attachment = asText(attachmentOf(bytes));
      places.final = Buffer.from(withQpdf(bytes, "--qdf")).toString("latin1");
      expect(places.provider_calls).toContain("SignRequest/Get");
      expect(sink.mails.length).toBeGreaterThan(0);
      expect(findCanaries(canaries, places)).toEqual([]);
    } finally {
      delete process.env.SMTP_URL;
      await sink.close();
    }
  });
});
