import "server-only";
import { and, eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { read, write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { readStoredFile, storeFile } from "@/lib/files/store-file";
import { formatInstant } from "@/lib/i18n/formats";
import { defaultLocale, directionOf, isLocale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { env } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { log } from "@/lib/kernel/log";
import { runSigningTask } from "@/lib/signing/engine";
import type { SignRequest } from "@/lib/signing/sign-revision";
import { commitAct, requireTurn } from "./act-as-recipient";
import { requireOffice } from "./compose-notice";
import { loadAuthority } from "./load-authority";
import { lockEnvelope, placementsOf } from "./queries";
import type { RecipientKeys, RecipientVisit } from "./require-recipient";
import { requireRecipient } from "./require-recipient";
import type { MarkInput } from "./schema";

type Mark = NonNullable<SignRequest["signatures"][number]["mark"]>;

function toMark(input: MarkInput, direction: "ltr" | "rtl"): Mark {
  switch (input.kind) {
    case "drawn":
      return {
        kind: "drawn",
        aspect: input.aspect,
        strokes: input.strokes.map((stroke) => stroke.map(([x, y]) => ({ x, y }))),
      };
    case "typed":
      return { kind: "typed", text: input.text, direction };
    case "uploaded":
      return { kind: "uploaded", image: new Uint8Array(Buffer.from(input.image, "base64")) };
  }
}

/** What is signed, by whom and onto what: read afresh for every try. */
async function loadPlan(keys: RecipientKeys, input: MarkInput, now: Date) {
  const plan = await read(async (db) => {
    const visit = await requireRecipient(db, keys, now);
    if (visit.recipient.role !== "signer") throw new AppError("forbidden");
    requireTurn(visit);
    const boxes = await placementsOf(db, visit.envelope.id);
    return {
      visit,
      office: await requireOffice(db),
      boxes: boxes.filter(({ recipientId }) => recipientId === visit.recipient.id),
    };
  });
  const { recipient, envelope } = plan.visit;
  if (!envelope.workingSha256) throw new Error("An open envelope without its working file");
  const locale = isLocale(recipient.language) ? recipient.language : defaultLocale;
  const direction = directionOf(locale);
  const time = formatInstant(now, "stamp", { locale, timeZone: plan.office.timeZone });
  const caption =
    envelope.providerOptions.nameUnderMark === false
      ? undefined
      : { direction, lines: [recipient.name, `${time} · Muhr ${envelope.referenceCode}`] };
  const t = createTranslator({ locale, messages: messagesFor(locale), namespace: "signature" });
  return {
    visit: plan.visit,
    workingSha256: envelope.workingSha256,
    person: {
      name: recipient.name,
      recipientId: recipient.id,
      organization: plan.office.name,
    },
    reason: t("consent"),
    signatures: plan.boxes.map(({ sealName }) => {
      if (!sealName) throw new Error("A box that was never prepared");
      return { signatureField: sealName, mark: toMark(input, direction), caption };
    }),
  };
}
type Plan = Awaited<ReturnType<typeof loadPlan>>;

async function seal({ workingSha256, person, reason, signatures }: Plan, now: Date) {
  const { authority } = await loadAuthority(now);
  const { TIMESTAMP_URL } = env();
  const sealed = await runSigningTask({
    kind: "sign",
    request: {
      bytes: await readStoredFile(workingSha256),
      at: now,
      reason,
      authority,
      person,
      signatures,
      ...(TIMESTAMP_URL && { timestampUrl: TIMESTAMP_URL }),
    },
  });
  if (sealed.timestamp === "failed")
    log.warn("The time-stamping service did not answer rightly", {
      reason: sealed.timestampFailure ?? "",
    });
  return sealed;
}

/** @returns false when somebody else's signature came in between; then it is done again on top */
async function trySigning(keys: RecipientKeys, input: MarkInput, now: Date): Promise<boolean> {
  const plan = await loadPlan(keys, input, now);
  crashPoint("sign.before");
  const sealed = await seal(plan, now);
  crashPoint("sign.sealed");
  const file = await storeFile(sealed.bytes);
  crashPoint("sign.stored");
  const isDone = await write(async (tx) => {
    const envelope = await lockEnvelope(tx, plan.visit.envelope.id);
    const fresh: RecipientVisit = { ...(await requireRecipient(tx, keys, now)), envelope };
    requireTurn(fresh);
    const moved = await tx
      .update(envelopes)
      .set({ workingSha256: file.sha256, updatedAt: now })
      .where(and(eq(envelopes.id, envelope.id), eq(envelopes.workingSha256, plan.workingSha256)))
      .returning({ id: envelopes.id });
    if (moved.length === 0) return false;
    await commitAct(
      tx,
      fresh,
      keys,
      {
        to: "signed",
        set: { markKind: input.kind, certificateSerial: sealed.certificateSerial },
        details: { mark: input.kind, timestamp: sealed.timestamp },
      },
      now,
    );
    return true;
  });
  crashPoint("sign.committed");
  return isDone;
}

// Two signers at once would each extend the same revision: within this process they queue, and
// between processes the working file's hash decides who has to do it again.
const queues = new Map<string, Promise<unknown>>();

async function oneAfterAnother<T>(envelopeId: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(envelopeId) ?? Promise.resolve();
  const mine = before.then(work, work);
  const tail = mine.catch(() => undefined);
  queues.set(envelopeId, tail);
  try {
    return await mine;
  } finally {
    if (queues.get(envelopeId) === tail) queues.delete(envelopeId);
  }
}

const tries = 20;

/**
 * The act of signing with the built-in signer: seal in memory, store the file, then one
 * transaction that moves the envelope on. Committed once, or not at all.
 * @throws AppError `link_unusable`, `code_needed`, `forbidden`, `conflict`, `not_your_turn`, `invalid` for a picture that cannot be used
 */
export async function signAsRecipient(
  keys: RecipientKeys,
  input: MarkInput,
  now: Date,
): Promise<void> {
  const { envelope } = await read((db) => requireRecipient(db, keys, now));
  await oneAfterAnother(envelope.id, async () => {
    for (let count = 0; count < tries; count++) if (await trySigning(keys, input, now)) return;
    throw new Error(`An envelope changed ${tries} times while one signature was made`);
  });
}
