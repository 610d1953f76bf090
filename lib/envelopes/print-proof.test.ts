import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, expect, test } from "vitest";
import { read } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { storedFilePath } from "@/lib/files/store-file";
import { expectSound } from "@/lib/pdf/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { printProof } from "./print-proof";
import { timelineOf } from "./queries";
import { makeAccount, makeDocument, makeDraft, makeOffice, person, sendDraft } from "./testing";

openTestDatabase();

let owner: AccountActor;
let others: readonly AccountActor[];
let draft: { envelopeId: string; rev: number };

beforeAll(async () => {
  await makeOffice();
  owner = await makeAccount("staff");
  others = await Promise.all((["staff", "admin"] as const).map(makeAccount));
  const documentId = await makeDocument(owner, makeContract());
  draft = await makeDraft(owner, documentId, [
    person("Ali Rezaei"),
    person("سارا محمدی", { language: "fa" }),
    person("Behruz", { role: "approver" }),
  ]);
});

const print = (actor: AccountActor, locale: "en" | "fa" = "en") =>
  printProof(actor, draft.envelopeId, locale, new Date("2026-03-01T08:00:00Z"));
/** Everything in the store, and what is on its way there. */
const storedFiles = () =>
  readdirSync(path.join(storedFilePath("00".repeat(32)), "../../.."), { recursive: true });

test("a proof has everybody's box in their own language, is kept nowhere and audited", async () => {
  const before = storedFiles();
  const { name, content } = await print(owner);
  expect(name).toMatch(/^Lease of flat ۱۲ \(.+\) proof\.pdf$/);
  expectSound(content);
  const said = await readContents(content);
  expect(said).toContain("1 AR Ali Rezaei: Proof – not signed");
  expect(said).toContain("۲ س\u200cم سارا محمدی: نسخهٔ نمونه – امضا نشده");
  expect(said.filter((words) => words === "Proof – not signed")).toHaveLength(3);
  expect(storedFiles()).toEqual(before);
  expect((await read((db) => timelineOf(db, draft.envelopeId))).at(-1)).toMatchObject({
    action: "artifact.downloaded",
    details: { kind: "proof" },
  });
});

test("the pages say it in the reader's language, with title, code and local time", async () => {
  const said = await readContents((await print(owner, "fa")).content);
  const line = said.find((words) => words.includes("Lease of flat"));
  expect(line).toContain("نسخهٔ نمونه – امضا نشده");
  expect(line).toContain("۱۴۰۴");
});

test("nobody gets the proof of an envelope that they may not see, and a manager may look", async () => {
  for (const actor of others)
    await expect(print(actor)).rejects.toMatchObject({ code: "not_found" });
  expectSound((await print(await makeAccount("manager"))).content);
  const missing = printProof(owner, randomUUID(), "en", new Date());
  await expect(missing).rejects.toMatchObject({ code: "not_found" });
});

test("what was sent has no proof any more", async () => {
  await sendDraft(owner, draft);
  await expect(print(owner)).rejects.toMatchObject({ code: "conflict" });
});

/** What a screen reader says of every annotation. */
async function readContents(bytes: Uint8Array): Promise<string[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const said: string[] = [];
  for (let page = 1; page <= document.numPages; page++)
    for (const { contentsObj } of await (await document.getPage(page)).getAnnotations())
      said.push(contentsObj.str);
  await loading.destroy();
  return said;
}
