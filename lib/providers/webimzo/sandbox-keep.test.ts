import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { answers, connect, openSandbox, received, until, visit } from "./sandbox-testing";

const folder = mkdtempSync(path.join(tmpdir(), "muhr-sandbox-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a request that is under way goes on in the next process", async () => {
  const first = await openSandbox({ folder });
  const made = await connect(first).create();
  const before = await connect(first).read(made);
  await first.act({ documentId: made.requestId, recipient: 0, act: "see" });
  await first.act({ documentId: made.requestId, recipient: 0, act: "sign", method: "SMS_CODE" });
  const { documents } = first.ledger();
  await first.close();

  const second = await openSandbox({ folder });
  expect(second.ledger().documents).toEqual(documents);
  const caller = connect(second);
  const { signRequestUsers, ...facts } = await caller.read(made);
  expect(facts).toMatchObject({ signData: before.signData, signedUserCount: 1 });
  expect(signRequestUsers[0].isSigned).toBe(true);
  expect(await caller.create()).toEqual(made);
  expect(await caller.logs()).toMatchObject([{ errorCount: 0 }]);
  expect(await visit(second, made, { lang: "RU" }).get()).toContain("Отклонить");
  await second.act({ documentId: made.requestId, recipient: 1, act: "sign" });
  expect(second.ledger().documents[0]?.state).toBe("signed");
  expect(received).toHaveLength(2);
});

test("a callback that was not taken is tried again by the next process", async () => {
  const first = await openSandbox({ folder, retryMilliseconds: 60_000 });
  const { requestId } = await connect(first).create({ documentId: 18 });
  answers.push({ status: 503 });
  await first.act({ documentId: requestId, recipient: 0, act: "sign" });
  await first.close();
  expect(received).toHaveLength(1);
  const second = await openSandbox({ folder });
  await until(() => received.length === 2);
  expect(received[1]).toEqual(received[0]);
  const { logs } = connect(second);
  await until(() => second.ledger().callbacks.length === 1);
  expect(await logs({ signRequestIds: [requestId] })).toMatchObject([{ errorCount: 0 }]);
});

test("without a folder nothing is kept", async () => {
  const first = await openSandbox();
  await connect(first).create();
  expect((await openSandbox()).ledger().documents).toEqual([]);
});
