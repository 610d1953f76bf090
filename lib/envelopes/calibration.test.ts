import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read } from "@/db/client";
import { auditEvents } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { signatureBoxes } from "@/e2e/support/read-pdf";
import { requireConnection } from "@/lib/connections/queries";
import { saveConnection } from "@/lib/connections/save-connection";
import { openSettings } from "@/lib/connections/seal-settings";
import { readStoredFile } from "@/lib/files/store-file";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { expectSound } from "@/lib/pdf/testing";
import type { Landing, Values } from "@/lib/provider-kit/contract";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { answerCalibration } from "./answer-calibration";
import { deleteDraft } from "./delete-draft";
import { letterOf } from "./describe-calibration";
import { envelopeJobs } from "./jobs";
import { landingsOf, requireCalibration } from "./load-calibration";
import { prepareCalibration } from "./prepare-calibration";
import { artifactsOf, placementsOf, recipientsOf, requireEnvelope, toPlacement } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
import { saveDraft } from "./save-draft";
import { savePlacements } from "./save-placements";
import { sendEnvelope } from "./send-envelope";
import { connectTo, makeAccount, makeOffice, person } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let admin: AccountActor;
let connectionId = "";

beforeAll(async () => {
  await makeOffice();
  admin = await makeAccount("admin");
  sandbox = await createEmzanoSandbox();
  connectionId = await connectTo(sandbox, admin);
});
afterAll(() => sandbox.close());

const settingsNow = async (): Promise<Values> =>
  openSettings(await read((db) => requireConnection(db, connectionId)));
const envelopeOf = (id: string) => read((db) => requireEnvelope(db, admin, id, "envelope.read"));
const landingsFor = async (id: string): Promise<readonly Landing[]> =>
  landingsOf(await read((db) => requireCalibration(db, id)));
const changes = async () =>
  (
    await read((db) =>
      db.select().from(auditEvents).where(eq(auditEvents.action, "connection.changed")),
    )
  ).length;

/** Prepared, and with what the provider asks of the administrator; as they would send it. */
async function prepare(): Promise<{ envelopeId: string; rev: number }> {
  const { envelopeId } = await prepareCalibration(admin, { connectionId }, new Date());
  const { title, signingOrder, expiresAt, rev } = await envelopeOf(envelopeId);
  const [own] = await read((db) => recipientsOf(db, envelopeId));
  if (!own) throw new Error("Nobody signs");
  const also = { id: own.id, phone: "09121234567", identity: { national_id: "0012345679" } };
  const recipients = [person(own.name, also)];
  const draft = { envelopeId, rev, title, message: "", signingOrder, expiresAt, options: {} };
  return { envelopeId, ...(await saveDraft(admin, { ...draft, recipients }, new Date())) };
}

async function sendAndSign({ envelopeId, rev }: { envelopeId: string; rev: number }) {
  await sendEnvelope(admin, { envelopeId, rev, key: crypto.randomUUID() }, new Date());
  await runDueJobs(envelopeJobs);
  const { referenceCode } = await envelopeOf(envelopeId);
  const made = sandbox.ledger().documents.find(({ title }) => title.includes(referenceCode));
  await sandbox.act({ documentId: made?.id ?? "", recipient: 0, act: "sign" });
  await refreshEnvelope(admin, { envelopeId }, new Date());
  await runDueJobs(envelopeJobs);
  const [artifact] = await read((db) => artifactsOf(db, envelopeId));
  return readStoredFile(artifact?.sha256 ?? "");
}

const truths = [0, 1].flatMap((startPageBase) =>
  [1, 96 / 72].flatMap((unitsPerPoint) =>
    [false, true].map((isWidthHeightSwapped) => ({
      startPageBase,
      unitsPerPoint,
      isWidthHeightSwapped,
    })),
  ),
);

// Every truth is met with the settings that the one before it left.
test.each(truths)(
  "the signature lands in the outline that names how the provider reads a box: %j",
  async (truth) => {
    sandbox.switch(truth);
    const draft = await prepare();
    const before = await settingsNow();
    const landings = await landingsFor(draft.envelopeId);
    expect(landings).toHaveLength(8);
    const expected = {
      unitsPerPoint: truth.unitsPerPoint,
      startPageBase: String(truth.startPageBase),
      swapWidthHeight: truth.isWidthHeightSwapped,
    };
    const at = landings.findIndex(({ settings }) => isDeepStrictEqual(settings, expected));
    const signed = await sendAndSign(draft);
    expectSound(signed);
    const stamps = await signatureBoxes(signed);
    const outlines = landings.map(({ page, rect }) => ({ page, ...rect }));
    const rectOf = (stamp: (typeof stamps)[number]) => ({
      page: stamp.page,
      x: stamp.left * stamp.pageWidth,
      y: (1 - stamp.top - stamp.height) * stamp.pageHeight,
      width: stamp.width * stamp.pageWidth,
      height: stamp.height * stamp.pageHeight,
    });
    const isIn = (outline: (typeof outlines)[number]) =>
      stamps.length === 1 &&
      stamps
        .map(rectOf)
        .every((stamp) =>
          (["page", "x", "y", "width", "height"] as const).every(
            (side) => Math.abs(stamp[side] - outline[side]) < 0.05,
          ),
        );
    expect(outlines.map(isIn)).toEqual(landings.map((_, index) => index === at));

    const facts = await changes();
    const answer = { envelopeId: draft.envelopeId, letter: letterOf(at) };
    await answerCalibration(admin, answer, new Date());
    expect(await settingsNow()).toEqual({ ...before, ...expected });
    expect(await changes()).toBe(facts + 1);
    // An answer is given once.
    await expect(answerCalibration(admin, answer, new Date())).rejects.toMatchObject({
      code: "conflict",
    });
  },
);

test("an answer is refused before the document came back, after the box was moved, and after the settings were changed", async () => {
  const draft = await prepare();
  const refusal = (envelopeId: string) =>
    expect(answerCalibration(admin, { envelopeId, letter: "B" }, new Date())).rejects.toMatchObject(
      { code: "conflict" },
    );
  await refusal(draft.envelopeId);

  const [box] = await read((db) => placementsOf(db, draft.envelopeId));
  if (!box) throw new Error("No box");
  const moved = { ...draft, placements: [{ ...toPlacement(box), x: box.x + 20 }] };
  const { rev } = await savePlacements(admin, moved, new Date());
  await sendAndSign({ ...draft, rev });
  await refusal(draft.envelopeId);

  const stale = await prepare();
  await sendAndSign(stale);
  const settings = { ...sandbox.settings, unitsPerPoint: 2 };
  await saveConnection(
    admin,
    { connectionId, providerId: sandbox.providerId, name: "R", isRehearsal: true, settings },
    new Date(),
  );
  await refusal(stale.envelopeId);
});

test("only an administrator prepares one, and a draft of it can be thrown away", async () => {
  const staff = await makeAccount("staff");
  await expect(prepareCalibration(staff, { connectionId }, new Date())).rejects.toMatchObject({
    code: "forbidden",
  });
  const { envelopeId } = await prepareCalibration(admin, { connectionId }, new Date());
  await deleteDraft(admin, { envelopeId }, new Date());
  await expect(landingsFor(envelopeId)).rejects.toMatchObject({ code: "not_found" });
});
