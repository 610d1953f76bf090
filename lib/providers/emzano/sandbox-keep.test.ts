import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSandbox, received, sara, signIn } from "./sandbox-testing";

const folder = mkdtempSync(path.join(tmpdir(), "muhr-sandbox-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a document that is under way goes on in the next process", async () => {
  const first = await openSandbox({ folder });
  const id = await (await signIn(first)).create();
  await first.act({ documentId: id, recipient: 0, act: "see" });
  const before = first.ledger();
  await first.close();

  const second = await openSandbox({ folder });
  expect(second.ledger().documents).toEqual(before.documents);
  const [message] = second.ledger().messages;
  expect(message).toMatchObject({ to: "09121234567", at: before.messages[0]?.at });
  expect(message?.link.startsWith(second.inboxUrl)).toBe(true);
  expect((await fetch(message?.link ?? "")).status).toBe(200);
  await second.act({ documentId: id, recipient: 0, act: "sign" });
  await second.close();

  const third = await openSandbox({ folder });
  expect(third.ledger().messages).toHaveLength(2);
  await third.act({ documentId: id, recipient: 1, act: "approve" });
  expect(received).toHaveLength(1);
  const { state, people, sha256, finalSha256 } = third.ledger().documents[0] ?? {};
  expect([state, people?.map((person) => person.state)]).toEqual([
    "signed",
    ["signed", "approved"],
  ]);
  expect(sha256).toBe(before.documents[0]?.sha256);
  expect(finalSha256).toMatch(/^[0-9a-f]{64}$/);
});

test("a signed file that was not made in time is made by the next process", async () => {
  const first = await openSandbox({ folder, fileDelayMilliseconds: 60_000 });
  const id = await (await signIn(first)).create({ workflows: [sara] });
  void first.act({ documentId: id, recipient: 0, act: "sign" });
  await first.close();
  const second = await openSandbox({ folder });
  const found = second.ledger().documents.find((document) => document.id === id);
  expect([found?.state, typeof found?.finalSha256]).toEqual(["signed", "string"]);
  expect(received).toHaveLength(1);
});

test("without a folder nothing is kept", async () => {
  const first = await openSandbox();
  await (await signIn(first)).create();
  await first.close();
  expect((await openSandbox()).ledger().documents).toEqual([]);
});
