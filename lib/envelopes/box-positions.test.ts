import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { makeConnection, post } from "@/lib/connections/testing";
import type { PlacementInput } from "@/lib/placements/schema";
import type { SigningProvider } from "@/lib/provider-kit/contract";
import { providers } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { BoxPosition } from "@/lib/vocabulary/capabilities";
import { boxPositions } from "@/lib/vocabulary/capabilities";
import { chooseConnection } from "./choose-connection";
import { copyEnvelope } from "./copy-envelope";
import { createEnvelope } from "./create-envelope";
import { earlierVersions } from "./draft-versions";
import { listLayouts } from "./list-layouts";
import { requireContent } from "./load-content";
import { prepareRequest } from "./prepare-request";
import { placementsOf, recipientsOf, requireEnvelope, toPlacement } from "./queries";
import { savePlacements } from "./save-placements";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "./testing";

openTestDatabase();

const withPlaces = (id: string, names: readonly BoxPosition[]): SigningProvider => ({
  ...post,
  id,
  capabilities: {
    ...post.capabilities,
    boxes: {
      ...post.capabilities.boxes,
      positions: { names: [...names], width: 130, height: 70, margin: 36 },
    },
  },
});
const [nine, three] = [withPlaces("nine", boxPositions), withPlaces("three", ["top_left"])];
(providers as SigningProvider[]).push(nine, three);

let owner: AccountActor;
let documentId: string;
let ways: Record<"nine" | "three" | "own", string>;
beforeAll(async () => {
  await makeOffice();
  owner = await makeAccount("staff");
  documentId = await makeDocument(owner, makeContract());
  await createEnvelope(owner, { documentId }, new Date());
  const [usual] = await read((db) => db.select().from(connections));
  const address = { address: "https://post.example/", user: "office", password: "word" };
  ways = {
    own: usual?.id ?? "",
    nine: (await makeConnection(nine, address)).id,
    three: (await makeConnection(three, address)).id,
  };
});

const box = (recipientId: string, position?: BoxPosition): PlacementInput => ({
  id: randomUUID(),
  recipientId,
  page: 1,
  x: 36,
  y: 700,
  width: 130,
  height: 70,
  ...(position && { position }),
});
const envelope = (id: string) =>
  read(async (db) => {
    const [row] = await db.select().from(envelopes).where(eq(envelopes.id, id));
    if (!row) throw new Error("no envelope");
    return row;
  });
const boxesOf = async (id: string) =>
  (await read((db) => placementsOf(db, id)))
    .map(toPlacement)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
const choose = async (envelopeId: string, connectionId: string) => {
  const { rev } = await envelope(envelopeId);
  await chooseConnection(owner, { envelopeId, rev, connectionId }, new Date());
};
/** A draft with a free box and two at named places. */
async function makeNamed(): Promise<{ envelopeId: string; boxes: PlacementInput[] }> {
  const signer = person("Ali");
  const { envelopeId } = await makeDraft(owner, documentId, [signer]);
  await choose(envelopeId, ways.nine);
  const { rev } = await envelope(envelopeId);
  const boxes = [box(signer.id), box(signer.id, "top_left"), box(signer.id, "bottom_right")];
  await savePlacements(owner, { envelopeId, rev, placements: boxes }, new Date());
  return { envelopeId, boxes: boxes.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

test("places are kept, and are told to the provider only where there are any", async () => {
  const { envelopeId, boxes } = await makeNamed();
  expect(await boxesOf(envelopeId)).toStrictEqual(boxes);
  const { placements } = await read(async (db) => {
    const row = await requireEnvelope(db, owner, envelopeId, "envelope.edit");
    return prepareRequest(
      row,
      await requireContent(db, row),
      await recipientsOf(db, envelopeId),
      await placementsOf(db, envelopeId),
    );
  });
  for (const { id, position } of boxes) {
    const sent = placements.find((one) => one.id === id);
    expect(sent?.position).toBe(position);
    expect("position" in (sent ?? {})).toBe(position !== undefined);
  }
});

test("a way of sending that knows no places makes plain boxes of them, and undo brings them back", async () => {
  const { envelopeId, boxes } = await makeNamed();
  const { draftVersion } = await envelope(envelopeId);
  await choose(envelopeId, ways.three);
  const [top, ...others] = (await boxesOf(envelopeId)).toSorted((one) => (one.position ? -1 : 1));
  expect(top).toMatchObject({ position: "top_left", x: 36, width: 130 });
  for (const one of others) expect(one).not.toHaveProperty("position");
  await choose(envelopeId, ways.own);
  const plain = boxes.map(({ position: _, ...one }) => one);
  expect(await boxesOf(envelopeId)).toStrictEqual(plain);

  const earlier = await read((db) => earlierVersions(db, envelopeId));
  const left = earlier.find(({ version }) => version === draftVersion)?.boxes ?? [];
  expect(left.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toStrictEqual(boxes);
  const { rev } = await envelope(envelopeId);
  const back = { envelopeId, rev, version: draftVersion, placements: [...left] };
  await savePlacements(owner, back, new Date());
  expect(await boxesOf(envelopeId)).toStrictEqual(boxes);
  expect((await envelope(envelopeId)).connectionId).toBe(ways.nine);
});

test("a copy and a layout have the places of the envelope that they are taken from", async () => {
  const { envelopeId } = await makeNamed();
  const wanted = ["bottom_right", "top_left", undefined];
  const placesOf = (boxes: readonly { position?: BoxPosition | undefined }[]) =>
    boxes.map(({ position }) => position).sort();
  await choose(envelopeId, ways.nine);
  const next = await makeDraft(owner, documentId, [person("Ali")]);
  const layouts = await read((db) => listLayouts(db, owner, next.envelopeId));
  const layout = layouts.find(({ id }) => id === envelopeId);
  expect(placesOf(layout?.boxes ?? [])).toEqual(wanted);

  await write((tx) =>
    tx.update(envelopes).set({ status: "canceled" }).where(eq(envelopes.id, envelopeId)),
  );
  const copy = await copyEnvelope(owner, { envelopeId }, new Date());
  expect(placesOf(await boxesOf(copy.envelopeId))).toEqual(wanted);
});
