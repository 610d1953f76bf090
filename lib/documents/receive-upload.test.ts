import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { documents } from "@/db/schema/envelopes";
import { auditEvents } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import * as hostile from "@/e2e/fixtures/make-hostile-pdfs";
import { MEGABYTE, makeContract } from "@/e2e/fixtures/make-pdfs";
import { readStoredFile, storedFilePath } from "@/lib/files/store-file";
import { dataFolder } from "@/lib/kernel/env";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { InspectionOptions } from "./inspect-document";
import { inspectDocument } from "./inspect-document";
import { findDocument } from "./queries";
import { receiveUpload } from "./receive-upload";
import { buildInspector } from "./testing";

openTestDatabase();
const now = new Date("2026-03-01T09:00:00Z");
const staff: AccountActor = {
  kind: "account",
  accountId: newId(),
  role: "staff",
  teamIds: null,
  address: "192.0.2.7",
};

let inspector = "";
beforeAll(async () => {
  inspector = await buildInspector();
  await write(async (tx) => {
    await tx.insert(accounts).values({
      id: staff.accountId,
      email: "staff@example.com",
      name: "Staff",
      passwordHash: "-",
      role: "staff",
      state: "active",
      language: "en",
      createdAt: now,
    });
  });
});
afterAll(() => rmSync(dirname(inspector), { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  expect(temporaryFiles()).toEqual([]);
});

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const temporaryFiles = () => readdirSync(join(dataFolder(), "tmp"));
const rows = () => read((db) => db.select().from(documents));

async function* chunksOf(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const receive = (bytes: Uint8Array, options: InspectionOptions = {}, fileName = "Lease.pdf") =>
  receiveUpload(
    staff,
    {
      body: chunksOf(bytes),
      announcedSize: bytes.length,
      fileName,
      options: { inspector, ...options },
    },
    now,
  );

const storedRow = async (documentId: string) => {
  const row = await findDocument(staff, documentId);
  if (!row) throw new Error("no such document");
  return row;
};

test.each([9.9, 10, 10.1, 16, 25])("a file of %s MB is kept byte for byte", async (megabytes) => {
  const bytes = makeContract({ totalBytes: Math.round(megabytes * MEGABYTE) });
  const { documentId, facts } = await receive(bytes);
  const row = await storedRow(documentId);
  expect(row).toMatchObject({ size: bytes.length, pageCount: 3, fileName: "Lease.pdf", facts });
  expect([row.sha256, row.originalSha256]).toEqual([sha256(bytes), sha256(bytes)]);
  expect(bytes.equals(await readStoredFile(row.sha256))).toBe(true);
});

test("the row and the audit event are written together", async () => {
  const { documentId } = await receive(makeContract({ title: "Audited" }));
  const events = await read((db) =>
    db.select().from(auditEvents).where(eq(auditEvents.action, "document.uploaded")),
  );
  expect(events.at(-1)).toMatchObject({ actorId: staff.accountId, address: "192.0.2.7" });
  expect(JSON.parse(events.at(-1)?.details ?? "")).toMatchObject({ documentId, pages: 3 });
});

test("a file over the limit is refused before anything of it is read", async () => {
  const pulled = vi.fn();
  const body = (async function* () {
    pulled();
    yield new Uint8Array(1);
  })();
  const upload = { body, announcedSize: Math.ceil(25.1 * MEGABYTE), fileName: "", options: {} };
  await expect(receiveUpload(staff, upload, now)).rejects.toMatchObject({
    code: "document_too_large",
    values: { limit: 25, actual: 25.1 },
  });
  expect(pulled).not.toHaveBeenCalled();
});

test("a file that grows over the limit on its way is cut off there", async () => {
  vi.stubEnv("UPLOAD_MAX_MB", "1");
  let sent = 0;
  const body = (async function* () {
    for (;;) {
      sent += 65_536;
      yield new Uint8Array(65_536);
    }
  })();
  const upload = { body, announcedSize: undefined, fileName: "", options: { inspector } };
  await expect(receiveUpload(staff, upload, now)).rejects.toMatchObject({
    code: "document_too_large",
    values: { limit: 1, actual: 1.1 },
  });
  expect(sent).toBeLessThan(1.2 * MEGABYTE);
});

test("an upload that breaks off, or is shorter than announced, leaves nothing", async () => {
  const before = (await rows()).length;
  const bytes = makeContract();
  const broken = (async function* () {
    yield bytes.subarray(0, 1000);
    throw new Error("aborted");
  })();
  for (const body of [broken, chunksOf(bytes.subarray(0, 2000))])
    await expect(
      receiveUpload(
        staff,
        { body, announcedSize: bytes.length, fileName: "", options: { inspector } },
        now,
      ),
    ).rejects.toMatchObject({ code: "document_incomplete" });
  expect(await rows()).toHaveLength(before);
});

test("a refused document leaves no row and no file", async () => {
  const before = (await rows()).length;
  const bytes = hostile.makeWithOpenScript();
  await expect(receive(bytes)).rejects.toMatchObject({ code: "document_javascript" });
  expect(await rows()).toHaveLength(before);
  await expect(readStoredFile(sha256(bytes))).rejects.toThrow("ENOENT");
});

test.each([
  ["locked", () => hostile.makeEncrypted("open"), { password: "open" }, { isEncrypted: true }],
  ["damaged", hostile.makeWithLostXref, {}, { needsRepair: true }],
  ["fillable", () => hostile.makeWithInputs(), { form: "flatten" as const }, { inputs: 0 }],
])("a %s document is kept as it came, and shown as a whole and open one", async (...given) => {
  const [, make, options, expected] = given;
  const bytes = make();
  const { documentId, facts } = await receive(bytes, options);
  expect(facts).toMatchObject(expected);
  const row = await storedRow(documentId);
  expect(row.originalSha256).toBe(sha256(bytes));
  expect(bytes.equals(await readStoredFile(row.originalSha256))).toBe(true);
  expect(row.sha256).not.toBe(row.originalSha256);
  expect(await inspectDocument(storedFilePath(row.sha256), { inspector })).toMatchObject({
    isEncrypted: false,
    needsRepair: false,
    inputs: 0,
  });
  execFileSync("qpdf", ["--check", storedFilePath(row.sha256)]);
});

test("a signed document is never touched", async () => {
  const bytes = hostile.makeSigned(2);
  const { documentId } = await receive(bytes, { signed: "keep-and-add", form: "flatten" });
  expect((await storedRow(documentId)).sha256).toBe(sha256(bytes));
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\scans\\قرارداد ۱۴۰۳.pdf", "قرارداد ۱۴۰۳.pdf"],
  ["two\r\nlines.pdf", "two lines.pdf"],
  ["..", "document.pdf"],
  ["", "document.pdf"],
])("the file name %j is kept as %j", async (given, kept) => {
  const { documentId } = await receive(makeContract(), {}, given);
  expect((await storedRow(documentId)).fileName).toBe(kept);
});

test("a foreign document is as missing as one that does not exist", async () => {
  const { documentId } = await receive(makeContract());
  const other: AccountActor = { ...staff, accountId: newId() };
  expect(await findDocument(other, documentId)).toBeUndefined();
  expect(await findDocument({ ...other, role: "admin" }, documentId)).toBeUndefined();
  expect(await findDocument(staff, newId())).toBeUndefined();
  expect(await findDocument({ ...other, role: "manager" }, documentId)).toBeDefined();
});
