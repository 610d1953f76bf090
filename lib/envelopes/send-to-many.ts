import "server-only";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import type { AppErrorCode, AppErrorValues } from "@/lib/kernel/errors";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { insertFromTemplate } from "./create-from-template";
import type { RecipientRow } from "./queries";
import { recipientsOf, requireEnvelope } from "./queries";
import { keepDraft } from "./save-draft";
import { keepValues } from "./save-values";
import type { ManyRowInput, RecipientInput, SendToManyInput } from "./schema";
import { recipientInput } from "./schema";
import { callHash, queueEnvelope, sentUnder } from "./send-envelope";

export type ManyAnswer = { readonly line: number } & (
  | { readonly ok: true; readonly envelopeId: string; readonly wasSentBefore: boolean }
  | {
      readonly ok: false;
      readonly error: { readonly code: AppErrorCode; readonly values: AppErrorValues };
    }
);

/**
 * Makes an envelope of every row and asks for it to be sent, each row wholly or not at all. A row
 * that its batch has sent already is answered and not sent again, wherever it stands by now.
 */
export async function sendToMany(
  actor: AccountActor,
  input: SendToManyInput,
  now: Date,
): Promise<readonly ManyAnswer[]> {
  const answers: ManyAnswer[] = [];
  for (const row of input.rows) answers.push(await sendRow(actor, input, row, now));
  return answers;
}

/** What makes a row itself within its batch: what it says, not the line where it says it. */
const keyOf = (
  { batchId, templateId }: SendToManyInput,
  { occurrence, title, people, values }: ManyRowInput,
): string => callHash([batchId, templateId, occurrence, title, people, values]);

async function sendRow(
  actor: AccountActor,
  input: SendToManyInput,
  row: ManyRowInput,
  now: Date,
): Promise<ManyAnswer> {
  const { line } = row;
  const key = keyOf(input, row);
  try {
    return await write(async (tx) => {
      const before = await sentUnder(tx, actor, key);
      const envelopeId = before ?? (await makeAndQueue(tx, actor, input, row, key, now));
      return { line, ok: true, envelopeId, wasSentBefore: before !== undefined };
    });
  } catch (error) {
    // The other half of a double click may have committed in between; the key is unique.
    const other = await read((db) => sentUnder(db, actor, key));
    if (other) return { line, ok: true, envelopeId: other, wasSentBefore: true };
    if (!(error instanceof AppError)) throw error;
    return { line, ok: false, error: { code: error.code, values: error.values } };
  }
}

async function makeAndQueue(
  tx: Tx,
  actor: AccountActor,
  input: SendToManyInput,
  row: ManyRowInput,
  key: string,
  now: Date,
): Promise<string> {
  const { envelopeId, version } = await insertFromTemplate(tx, actor, input, now);
  if (version.number !== input.version) throw new AppError("stale");
  const { signingOrder, rev } = await requireEnvelope(tx, actor, envelopeId, "envelope.edit");
  const draft = {
    envelopeId,
    rev,
    title: row.title || input.title,
    message: input.message,
    signingOrder,
    expiresAt: input.expiresAt,
    options: input.options,
    recipients: (await recipientsOf(tx, envelopeId)).map((place) => namePerson(place, row)),
  };
  const kept = await keepDraft(tx, actor, draft, now);
  const filled = { envelopeId, rev: kept.rev, values: row.values };
  const ready = await keepValues(tx, actor, filled, now);
  await queueEnvelope(tx, actor, { envelopeId, rev: ready.rev, key }, now);
  return envelopeId;
}

/** @throws AppError `invalid` for what a draft would not take of a person */
function namePerson(
  { id, slotId, role, language }: RecipientRow,
  row: ManyRowInput,
): RecipientInput {
  const parts = row.people.find((one) => one.slotId === slotId)?.parts ?? {};
  const { name = "", email = "", phone = "", ...identity } = parts;
  const person = recipientInput.safeParse({
    id,
    role,
    name,
    email,
    phone,
    language,
    identification: "link",
    identity,
    senderCode: "",
  });
  if (!person.success) throw new AppError("invalid", undefined, { input: "recipients" });
  return person.data;
}
