import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SendRequest, Values } from "@/lib/provider-kit/contract";
import type { Sandbox, SandboxValues } from "@/lib/provider-kit/sandbox";
import { sendThere, testTools } from "@/lib/provider-kit/testing";
import { signzy } from ".";
import { request, withOptions } from "./mapping-testing";
import { createSignzySandbox } from "./sandbox";

const pdf = readFileSync(path.join(import.meta.dirname, "fixtures/sandbox-contract.pdf"));
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await createSignzySandbox();
});
afterEach(() => sandbox.close());

const settings = (also: Values = {}) =>
  signzy.settings.parse({ ...sandbox.settings, ...also }) as Values;
const session = (also: Values = {}) =>
  signzy.open(settings(also), testTools([new URL(sandbox.url).host], {}, 5_000));

async function create(change: Partial<SendRequest> = {}) {
  const made = await sendThere(signzy, settings(), { ...request, ...change }, pdf);
  if (made.outcome !== "accepted") throw new Error(JSON.stringify(made));
  return { reference: made.reference, documentId: made.externalId ?? "" };
}
const look = (reference: Values, wantsFile = false, also: Values = {}) =>
  session(also).read(reference, { recipients: request.recipients, wantsFile });

describe("a contract at its sandbox", () => {
  test("gives everybody a page of their own, which answers", async () => {
    const { reference } = await create();
    const addresses = request.recipients.map((person) =>
      session().launch?.(reference, new URL("https://muhr.example/return"), person),
    );
    expect(new Set(addresses.map((address) => address?.href)).size).toBe(2);
    for (const address of addresses) {
      const answer = await fetch(String(address));
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        200,
        expect.stringContaining("text/html"),
      ]);
    }
  });

  test("tells who signed, one after the other", async () => {
    const { reference, documentId } = await create();
    await sandbox.act({ documentId, recipient: 1, act: "sign" });
    const { recipients, status } = await look(reference);
    expect(status).toBe("in_progress");
    expect(recipients).toMatchObject([
      { recipientId: "r1", status: "sent" },
      { recipientId: "r2", status: "signed", facts: { method: "Aadhaar face" } },
    ]);
    expect(recipients[1]?.times.acted).toBeInstanceOf(Date);
  });

  test.each([{}, { times: "iso" }, { completedWord: "SUCCESS" }, { liveExtras: "given" }])(
    "is finished with its file and hashes, also with %j",
    async (switches: SandboxValues) => {
      sandbox.switch(switches);
      const { reference, documentId } = await create();
      for (const recipient of [0, 1]) await sandbox.act({ documentId, recipient, act: "sign" });
      const snapshot = await look(reference, true);
      expect(snapshot.status).toBe("completing");
      const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
      expect(snapshot.hashes).toEqual({
        sent: hash(pdf),
        signed: hash(snapshot.signedFile ?? new Uint8Array()),
      });
      expect(snapshot.createdAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
      expect(snapshot.createdAt?.getTime()).toBeLessThanOrEqual(Date.now());
    },
  );

  test("is completing without its file while that is missing", async () => {
    sandbox.switch({ finalFile: "missing" });
    const { reference, documentId } = await create();
    for (const recipient of [0, 1]) await sandbox.act({ documentId, recipient, act: "sign" });
    expect(await look(reference, true)).toMatchObject({ status: "completing", signedFile: null });
  });

  test("is known again by its number alone, with everybody's page", async () => {
    const { reference, documentId } = await create();
    const found = await look(signzy.toReference(documentId));
    expect(found.title).toContain(request.referenceCode);
    expect(found.recipients.map(({ recipientId }) => recipientId)).toEqual(["r1", "r2"]);
    if (found.reference) expect(found.reference).toEqual(reference);
  });

  test("is unknown once it was deleted", async () => {
    const { reference } = await create();
    await session({ hasDelete: true }).cancel?.(reference);
    await expect(look(reference)).rejects.toMatchObject({ code: "unknown_document" });
  });

  test.each([
    ["forbidden", "rejected_credentials"],
    ["not_found", "invalid_request"],
  ])("is not deleted where that is %s", async (deletion, code) => {
    sandbox.switch({ deletion });
    const { reference } = await create();
    await expect(session({ hasDelete: true }).cancel?.(reference)).rejects.toMatchObject({ code });
  });

  test("shows everybody gone where a deleted one is still shown", async () => {
    sandbox.switch({ deletedContract: "shown" });
    const { reference } = await create();
    await session({ hasDelete: true }).cancel?.(reference);
    expect((await look(reference)).status).toBe("canceled");
  });

  test.each(["as_printed", "flat", "under_error"])(
    "says no in the envelope %s",
    async (errorEnvelope) => {
      sandbox.switch({ errorEnvelope, statusCode: "text" });
      const strange = signzy.toReference("00000000-0000-4000-8000-000000000000");
      await expect(look(strange)).rejects.toMatchObject({ code: "unknown_document" });
      const made = await sendThere(
        signzy,
        settings(),
        { ...request, ...withOptions({ lifetimeDays: 1e-12 }) },
        pdf,
      );
      expect(made).toMatchObject({
        outcome: "rejected",
        error: { words: { code: "contractTtl" } },
      });
    },
  );

  test("is out of reach where the product is not enabled", async () => {
    sandbox.switch({ isProductEnabled: false });
    expect(await session().check()).toMatchObject({ error: { code: "rejected_credentials" } });
    const made = await sendThere(signzy, settings(), request, pdf);
    expect(made).toMatchObject({ outcome: "not_sent", error: { code: "rejected_credentials" } });
  });
});
