import { beforeAll, expect, test } from "vitest";
import { publish } from "@/db/events";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { streamChanges } from "./stream-changes";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "./testing";

openTestDatabase();

let owner: AccountActor;
let envelopeId = "";

beforeAll(async () => {
  await makeOffice();
  owner = await makeAccount("staff");
  const documentId = await makeDocument(owner, makeContract());
  ({ envelopeId } = await makeDraft(owner, documentId, [person("Sara")]));
});

const always = async () => true;

/** Opens a stream and reads what every stream begins with. */
async function listen(actor: AccountActor) {
  const ending = new AbortController();
  const reader = streamChanges(actor, ending.signal, always).getReader();
  const next = async () => {
    const { value } = await reader.read();
    return value && new TextDecoder().decode(value);
  };
  expect(await next()).toBe("retry: 2000\n\n");
  return { next, end: () => ending.abort() };
}

test("a change is told to who may see it, and to nobody else", async () => {
  const stranger = await makeAccount("staff");
  const own = await listen(owner);
  const foreign = await listen(stranger);
  publish({ kind: "envelope_changed", envelopeId });
  expect(await own.next()).toBe(`data: {"envelopeId":"${envelopeId}"}\n\n`);
  foreign.end();
  // Ends without a word of it.
  expect(await foreign.next()).toBeUndefined();
  own.end();
});

test("a stream that ends while it asks the database is not written to any more", async () => {
  const complaints: unknown[] = [];
  const complain = (reason: unknown) => complaints.push(reason);
  process.on("unhandledRejection", complain);
  const stream = streamChanges(owner, new AbortController().signal, always);
  const reader = stream.getReader();
  await reader.read();
  publish({ kind: "envelope_changed", envelopeId });
  await reader.cancel();
  publish({ kind: "envelope_changed", envelopeId });
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off("unhandledRejection", complain);
  expect(complaints).toEqual([]);
});
