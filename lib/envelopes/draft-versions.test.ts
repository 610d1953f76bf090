import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { draftVersions, envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { makeConnection, post, registerPost } from "@/lib/connections/testing";
import type { PlacementInput } from "@/lib/placements/schema";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { chooseConnection } from "./choose-connection";
import { createEnvelope } from "./create-envelope";
import { deleteDraft } from "./delete-draft";
import { earlierVersions } from "./draft-versions";
import { placementsOf, recipientsOf, toPlacement } from "./queries";
import { saveDraft } from "./save-draft";
import { savePlacements } from "./save-placements";
import type { RecipientInput } from "./schema";
import { openIdentity } from "./seal-identity";
import { makeAccount, makeDocument, makeDraft, makeOffice, person, sendDraft } from "./testing";

openTestDatabase();
registerPost();

let owner: AccountActor;
let documentId: string;
let ways: string[];
let otherWay: string;
let envelopeId: string;
beforeAll(async () => {
  await makeOffice();
  owner = await makeAccount("staff");
  documentId = await makeDocument(owner, makeContract());
  await createEnvelope(owner, { documentId }, new Date());
  otherWay = (await makeConnection(post, { address: "https://post.example/" })).id;
  ways = (await read((db) => db.select().from(connections))).map(({ id }) => id);
});
beforeEach(async () => {
  ({ envelopeId } = await createEnvelope(owner, { documentId }, new Date()));
});

const envelope = async () => {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, envelopeId)));
  if (!row) throw new Error("no envelope");
  return row;
};
const box = (recipientId: string, x = 60): PlacementInput => ({
  id: randomUUID(),
  recipientId,
  page: 1,
  x,
  y: 60,
  width: 160,
  height: 60,
});
/** All that a person could see of the draft, and what is kept of codes. */
const everything = async () => {
  const row = await envelope();
  const { connectionId, title, message, signingOrder, expiresAt, providerOptions } = row;
  const people = await read((db) => recipientsOf(db, envelopeId));
  const boxes = await read((db) => placementsOf(db, envelopeId));
  return {
    envelope: { connectionId, title, message, signingOrder, expiresAt, providerOptions },
    searchText: row.searchText,
    people: people.map(({ identityEncrypted, ...one }) => ({
      ...one,
      identity: openIdentity(one.id, identityEncrypted),
    })),
    boxes: boxes.sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
};
const savePeople = async (people: readonly RecipientInput[], title = "Lease") => {
  const { rev } = await envelope();
  const words = { title, message: "", expiresAt: null, options: {} };
  const order = { signingOrder: "sequential" } as const;
  const input = { envelopeId, rev, ...words, ...order, recipients: [...people] };
  await saveDraft(owner, input, new Date());
};
const choose = async (connectionId: string) => {
  const { rev } = await envelope();
  await chooseConnection(owner, { envelopeId, rev, connectionId }, new Date());
};
const place = async (boxes: readonly PlacementInput[], version?: number) => {
  const { rev } = await envelope();
  const back = version === undefined ? {} : { version };
  await savePlacements(owner, { envelopeId, rev, placements: [...boxes], ...back }, new Date());
};
const versions = () => read((db) => earlierVersions(db, envelopeId));

test("somebody who was removed comes back with identity, code and boxes, and goes again", async () => {
  const ali = person("Ali", { phone: "09121234567", identity: { national_id: "0012345679" } });
  const sara = person("Sara", { identification: "sender_code", senderCode: "on the phone" });
  await savePeople([ali, sara]);
  await place([box(ali.id), box(sara.id, 300)]);
  const before = await everything();
  const { draftVersion } = await envelope();
  await savePeople([{ ...ali, name: "Ali Rezaei" }]);
  const after = await everything();
  const left = (await envelope()).draftVersion;

  const [earlier] = (await versions()).filter(({ version }) => version === draftVersion);
  await place(earlier?.boxes ?? [], draftVersion);
  expect(await everything()).toEqual(before);
  const [later] = (await versions()).filter(({ version }) => version === left);
  await place(later?.boxes ?? [], left);
  expect(await everything()).toEqual(after);
});

test("another way of sending is taken back with the options that it had", async () => {
  const ali = person("Ali");
  await savePeople([ali]);
  await place([box(ali.id)]);
  const before = await everything();
  const { draftVersion } = await envelope();
  await choose(otherWay);
  expect((await envelope()).connectionId).toBe(otherWay);
  await place(before.boxes.map(toPlacement), draftVersion);
  expect(await everything()).toEqual(before);
});

test("whatever was changed, every version that was left comes back as it was left", async () => {
  const names = ["Ali", "Sara", "Omid"] as const;
  const step = fc.oneof(
    fc.shuffledSubarray([...names]).map((people) => ({ people })),
    fc.constantFrom(0, 1).map((way) => ({ way })),
    fc.constantFrom(...names).map((name) => ({ boxOf: name })),
    fc.nat(9).map((back) => ({ back })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      ({ envelopeId } = await createEnvelope(owner, { documentId }, new Date()));
      const known = new Map(names.map((name) => [name, person(name)]));
      const left = new Map<number, Awaited<ReturnType<typeof everything>>>();
      for (const one of steps) {
        const { draftVersion } = await envelope();
        const before = await everything();
        if ("people" in one) {
          await savePeople(one.people.flatMap((name) => known.get(name) ?? []));
        } else if ("way" in one) {
          await choose(ways[one.way] ?? otherWay);
        } else if ("boxOf" in one) {
          const { id = "" } = known.get(one.boxOf) ?? {};
          if (before.people.some((each) => each.id === id))
            await place([...before.boxes.map(toPlacement), box(id)]);
        } else {
          const earlier = await versions();
          const to = earlier[one.back % Math.max(1, earlier.length)];
          if (!to || to.version === draftVersion) continue;
          await place(to.boxes, to.version);
          expect(await everything()).toEqual(left.get(to.version));
        }
        if ((await envelope()).draftVersion !== draftVersion) left.set(draftVersion, before);
      }
    }),
    { numRuns: 12, seed: 4 },
  );
});

test("what is not kept, or leads to a connection that is switched off, changes nothing", async () => {
  const ali = person("Ali");
  await savePeople([ali]);
  await place([box(ali.id)]);
  await choose(otherWay);
  const onOtherWay = (await envelope()).draftVersion;
  await choose(ways.find((id) => id !== otherWay) ?? "");
  const before = await everything();
  await expect(place([], 999)).rejects.toMatchObject({ code: "conflict" });
  const enable = (isEnabled: boolean) =>
    write((tx) => tx.update(connections).set({ isEnabled }).where(eq(connections.id, otherWay)));
  await enable(false);
  await expect(place([], onOtherWay)).rejects.toMatchObject({ code: "conflict" });
  await enable(true);
  expect(await everything()).toEqual(before);
});

test("a hundred versions are kept, and none once the draft is sent or deleted", async () => {
  const rows = () =>
    read((db) => db.select().from(draftVersions).where(eq(draftVersions.envelopeId, envelopeId)));
  const ali = person("Ali");
  for (let at = 0; at < 104; at++) await savePeople([ali], `Lease ${at}`);
  const kept = await versions();
  expect(kept).toHaveLength(100);
  expect(kept.at(-1)?.version).toBe(104);
  await deleteDraft(owner, { envelopeId }, new Date());
  expect(await rows()).toEqual([]);

  const draft = await makeDraft(owner, documentId, [person("Ali", { email: "ali@example.org" })]);
  envelopeId = draft.envelopeId;
  expect(await rows()).toHaveLength(1);
  await sendDraft(owner, draft);
  expect(await rows()).toEqual([]);
});
