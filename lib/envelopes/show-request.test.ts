import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { showRequest } from "./show-request";
import {
  iranians,
  makeAccount,
  makeDraft,
  officeWith,
  person,
  sendDraft,
  sendThrough,
} from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let owner: AccountActor;
let documentId = "";
let connectionId = "";

beforeAll(async () => {
  sandbox = await createEmzanoSandbox();
  ({ owner, documentId, connectionId } = await officeWith(sandbox));
});
afterAll(() => sandbox.close());

const show = (actor: AccountActor, envelopeId: string) =>
  showRequest(actor, { envelopeId }, new Date());

test("what was sent is shown again word for word, and says when it no longer is", async () => {
  const draft = await makeDraft(owner, documentId, iranians());
  const id = await sendThrough(owner, connectionId, draft);
  const sent = await show(owner, id);
  expect(sent).toMatchObject({ method: "POST", isAsApproved: true });
  expect(sent.url.startsWith(sandbox.url)).toBe(true);
  expect(JSON.stringify(sent.body)).toContain("09121234567");
  const text = JSON.stringify(sent);
  for (const name of ["clientSecret", "password"])
    expect(text).not.toContain(String(sandbox.settings[name]));
  expect(sent.curl).toContain(`'authorization: Bearer '"$MUHR_TOKEN"`);
  expect(sent.curl).toContain(`base64 < "$MUHR_PDF"`);
  await write((tx) =>
    tx.update(envelopes).set({ title: "Another title" }).where(eq(envelopes.id, id)),
  );
  expect((await show(owner, id)).isAsApproved).toBe(false);
});

test("it names people by their numbers: an auditor and a stranger do not see it", async () => {
  const draft = await makeDraft(owner, documentId, iranians());
  const id = await sendThrough(owner, connectionId, draft);
  await expect(show(await makeAccount("auditor"), id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(show(await makeAccount("staff"), id)).rejects.toMatchObject({ code: "not_found" });
});

test("nothing of what is signed here, or was never sent, went anywhere", async () => {
  const draft = await makeDraft(owner, documentId, [person("Ali")]);
  await expect(show(owner, draft.envelopeId)).rejects.toMatchObject({ code: "conflict" });
  await sendDraft(owner, draft);
  await expect(show(owner, draft.envelopeId)).rejects.toMatchObject({ code: "conflict" });
});
