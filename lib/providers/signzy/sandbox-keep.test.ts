import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { countValid } from "@/lib/pdf/testing";
import { challan, connect, download, openSandbox } from "./sandbox-testing";

const folder = mkdtempSync(path.join(tmpdir(), "muhr-sandbox-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a contract that is under way goes on in the next process", async () => {
  const first = await openSandbox({ folder });
  const made = await connect(first).create({ estamp: challan });
  await first.act({ documentId: made.contractId, recipient: 0, act: "sign" });
  const { documents } = first.ledger();
  await first.close();

  const second = await openSandbox({ folder });
  expect(second.ledger().documents).toEqual(documents);
  const { read } = connect(second);
  expect((await read(made)).signerdetail).toMatchObject([
    { status: "SIGNED", esignAttempts: [{ signerDscData: { yob: "1987" } }] },
    { status: "PENDING" },
  ]);
  await second.act({ documentId: made.contractId, recipient: 1, act: "sign" });
  const { isCompleted, finalSignedContract } = await read(made);
  expect(isCompleted).toBe(true);
  expect(countValid(await download(finalSignedContract)).valid).toBe(4);
});

test("without a folder nothing is kept", async () => {
  const first = await openSandbox();
  await connect(first).create();
  expect((await openSandbox()).ledger().documents).toEqual([]);
});
