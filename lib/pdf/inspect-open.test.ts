import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { openPdf } from "./inspect-open";

/** AES-256 with everything in object streams: without the key not even the catalog can be read. */
function lockedWithObjectStreams(): Uint8Array {
  const folder = mkdtempSync(path.join(tmpdir(), "muhr-locked-"));
  const [plain, locked] = [path.join(folder, "plain.pdf"), path.join(folder, "locked.pdf")];
  writeFileSync(plain, makeContract());
  execFileSync("qpdf", [
    "--object-streams=generate",
    ...["--encrypt", "user", "owner", "256", "--"],
    plain,
    locked,
  ]);
  return readFileSync(locked);
}

test("a locked file whose catalog is locked too asks for its password, and opens with it", async () => {
  const bytes = lockedWithObjectStreams();
  await expect(openPdf(bytes)).rejects.toMatchObject({ code: "document_encrypted" });
  await expect(openPdf(bytes, "wrong")).rejects.toMatchObject({ code: "document_password_wrong" });
  expect((await openPdf(bytes, "user")).pdf.getPageCount()).toBe(3);
});
