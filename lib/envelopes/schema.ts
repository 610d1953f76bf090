import { z } from "zod";
import { locales } from "@/lib/i18n/locales";
import { placementInput } from "@/lib/placements/schema";
import { isMoreThanLastFour } from "@/lib/recipients/last-four";
import { longestValue } from "@/lib/recipients/template-values";
import { identityParts } from "@/lib/vocabulary/capabilities";
import {
  artifactKinds,
  identifications,
  recipientRoles,
  signingOrders,
} from "@/lib/vocabulary/envelope";
import { templateField } from "@/lib/vocabulary/template";

const id = z.string().min(1).max(64);
const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((text) => ![...text].some((letter) => letter < " "), "control_characters");

export const limits = {
  value: longestValue,
  title: 200,
  message: 2_000,
  name: 120,
  reason: 500,
  recipients: 50,
  placements: 500,
  code: { shortest: 4, longest: 64 },
} as const;

/** How far ahead a deadline may lie, as the sentences say it that refuse a later one. */
export const deadlineYears = { years: 2 } as const;
/** The last moment of a deadline that is set now; days end later elsewhere, so there is one more. */
export function latestDeadline(now: Date): Date {
  const latest = new Date(now.getTime() + 86_400_000);
  latest.setUTCFullYear(latest.getUTCFullYear() + deadlineYears.years);
  return latest;
}

export const recipientInput = z.strictObject({
  id,
  role: z.enum(recipientRoles),
  name: line(limits.name),
  email: z.union([z.literal(""), z.email()]),
  /** As typed; kept in Latin digits. */
  phone: line(40),
  language: z.enum(locales),
  identification: z.enum(identifications),
  /** What the provider asks beyond name, e-mail and phone, as typed. */
  identity: z
    .partialRecord(z.enum(identityParts), line(limits.name))
    .refine(({ id_last_four: typed = "" }) => !isMoreThanLastFour(typed), "whole_number")
    .default({}),
  /** A new code that the sender sets; empty keeps the one that is already set. */
  senderCode: z.string().max(limits.code.longest),
});
export type RecipientInput = z.infer<typeof recipientInput>;

/** What is right of one person; all that it holds is kept as it stands here. */
export const personCorrection = recipientInput
  .pick({ name: true, email: true, phone: true, identity: true })
  .extend({ recipientId: id, name: line(limits.name).min(1) });
export type PersonCorrection = z.infer<typeof personCorrection>;

export const correctRecipientInput = personCorrection.omit({ identity: true }).extend({
  envelopeId: id,
  /** As the screen showed them before; whoever corrects what is not so any more is told. */
  seen: recipientInput.pick({ name: true, email: true, phone: true }),
});
export type CorrectRecipientInput = z.infer<typeof correctRecipientInput>;

export const resendCorrectedInput = z.strictObject({
  envelopeId: id,
  people: z.array(personCorrection).max(limits.recipients),
  /** Why the earlier one is withdrawn, for everybody who was asked; only where it is still open. */
  reason: line(limits.reason).min(1),
  /** Made by the browser, once for a dialog; a repeat gets the same answer. */
  key: z.string().min(8).max(64),
});
export type ResendCorrectedInput = z.infer<typeof resendCorrectedInput>;

export const createEnvelopeInput = z.strictObject({ documentId: id });
export type CreateEnvelopeInput = z.infer<typeof createEnvelopeInput>;

export const createFromTemplateInput = z.strictObject({ templateId: id });
export type CreateFromTemplateInput = z.infer<typeof createFromTemplateInput>;

/** What was typed into one field of a template. */
export const templateValue = templateField
  .pick({ group: true, name: true })
  .extend({ value: z.string().max(limits.value) });
export type TemplateValue = z.infer<typeof templateValue>;

export const saveValuesInput = z.strictObject({
  envelopeId: id,
  rev: z.number().int(),
  values: z.array(templateValue).max(500),
});
export type SaveValuesInput = z.infer<typeof saveValuesInput>;

/** A draft as its screen holds it. May be incomplete: what is missing is said in the review. */
export const saveDraftInput = z.strictObject({
  envelopeId: id,
  /** The revision that the person saw; another one means that somebody else saved in between. */
  rev: z.number().int(),
  title: line(limits.title),
  message: z.string().max(limits.message),
  signingOrder: z.enum(signingOrders),
  expiresAt: z.date().nullable(),
  options: z.record(z.string(), z.unknown()),
  recipients: z.array(recipientInput).max(limits.recipients),
});
export type SaveDraftInput = z.infer<typeof saveDraftInput>;

/** Options as they are being typed. */
export const judgeOptionsInput = saveDraftInput.pick({ envelopeId: true, options: true });
export type JudgeOptionsInput = z.infer<typeof judgeOptionsInput>;

/** Which way a draft goes out. */
export const chooseConnectionInput = z.strictObject({
  envelopeId: id,
  rev: z.number().int(),
  connectionId: id,
});
export type ChooseConnectionInput = z.infer<typeof chooseConnectionInput>;

export const savePlacementsInput = z.strictObject({
  envelopeId: id,
  rev: z.number().int(),
  placements: z.array(placementInput.strict()).max(limits.placements),
  /** Of the people and the way of sending that they stand on; an earlier one is brought back. */
  version: z.number().int().optional(),
});
export type SavePlacementsInput = z.infer<typeof savePlacementsInput>;

export const sendEnvelopeInput = z.strictObject({
  envelopeId: id,
  rev: z.number().int(),
  /** Made by the browser, once per click; a repeat gets the same answer. */
  key: z.string().min(8).max(64),
});
export type SendEnvelopeInput = z.infer<typeof sendEnvelopeInput>;

/** One row of the table for many people. */
export const manyRowInput = z.strictObject({
  /** 1-based, of the file; the answer names it again. */
  line: z.number().int().positive(),
  /** Tells equal rows apart: 0 for the first of them. */
  occurrence: z.number().int().nonnegative(),
  /** Empty for the title of the whole batch. */
  title: line(limits.title),
  people: z
    .array(
      z.strictObject({
        slotId: z.string().min(1).max(200),
        parts: z.partialRecord(z.enum(identityParts), line(limits.name)),
      }),
    )
    .max(100),
  values: z.array(templateValue).max(500),
});
export type ManyRowInput = z.infer<typeof manyRowInput>;

export const sendToManyInput = z.strictObject({
  templateId: id,
  /** The version that the rows were checked against. */
  version: z.number().int(),
  /** Made by the browser, once for a table: the same row of the same batch is sent once. */
  batchId: z.string().min(8).max(64),
  ...saveDraftInput.pick({ title: true, message: true, expiresAt: true, options: true }).shape,
  /** Few at a time: every answer is shown as it comes. */
  rows: z.array(manyRowInput).min(1).max(10),
});
export type SendToManyInput = z.infer<typeof sendToManyInput>;

/** So many rows of the list at once. */
export const mostSelected = 1_000;
/** Rows of the list of envelopes: one by one, or all that its filter (its query string) fits. */
export const selectionInput = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(mostSelected) }),
  z.strictObject({ filter: z.string().max(2_000) }),
]);
export type SelectionInput = z.infer<typeof selectionInput>;

/** To another colleague, another team, or both; null leaves it as it is. */
const assignmentShape = {
  act: z.literal("assign"),
  ownerId: id.nullable(),
  teamId: id.nullable(),
} as const;
const assignment = z
  .strictObject(assignmentShape)
  .refine(({ ownerId, teamId }) => ownerId !== null || teamId !== null, "nothing_chosen");
export type Assignment = z.infer<typeof assignment>;

const otherOrders = [
  z.strictObject({ act: z.literal("remind") }),
  z.strictObject({ act: z.literal("extend"), expiresAt: z.coerce.date() }),
  z.strictObject({ act: z.literal("cancel"), reason: line(limits.reason).min(1) }),
] as const;
/** What is to be done to each of many envelopes. */
export const bulkOrder = z.union([...otherOrders, assignment]);
export type BulkOrder = z.infer<typeof bulkOrder>;

const keptAssignment = z.strictObject({
  ...assignmentShape,
  /** The last event of the office when its person looked. */
  since: z.int().optional(),
});
export type KeptAssignment = z.infer<typeof keptAssignment>;
/** The same as a run keeps it, as JSON. */
export const keptOrder = z.union([...otherOrders, keptAssignment]);
export type KeptOrder = z.infer<typeof keptOrder>;

export const planBulkInput = z.strictObject({ selection: selectionInput, order: bulkOrder });
export type PlanBulkInput = z.infer<typeof planBulkInput>;
export const bulkRunInput = z.strictObject({ runId: id });
export type BulkRunInput = z.infer<typeof bulkRunInput>;

/** The finished files of chosen envelopes. */
export const downloadManyInput = z.strictObject({
  selection: selectionInput,
  kinds: z.array(z.enum(artifactKinds)).min(1).max(artifactKinds.length),
});
export type DownloadManyInput = z.infer<typeof downloadManyInput>;

export const envelopeIdInput = z.strictObject({ envelopeId: id });
export type EnvelopeIdInput = z.infer<typeof envelopeIdInput>;

export const cancelEnvelopeInput = z.strictObject({
  envelopeId: id,
  reason: line(limits.reason).min(1),
});
export type CancelEnvelopeInput = z.infer<typeof cancelEnvelopeInput>;

export const extendEnvelopeInput = z.strictObject({ envelopeId: id, expiresAt: z.date() });
export type ExtendEnvelopeInput = z.infer<typeof extendEnvelopeInput>;

/** The number that the provider's own panel shows. */
export const adoptDocumentInput = z.strictObject({
  envelopeId: id,
  externalId: line(100).min(1),
});
export type AdoptDocumentInput = z.infer<typeof adoptDocumentInput>;

export const confirmAbsenceInput = z.strictObject({
  envelopeId: id,
  reason: line(limits.reason).min(1),
  /** The person looked for it at the provider, and knows that a second one may cost or confuse. */
  hasLooked: z.literal(true),
  knowsTheRisk: z.literal(true),
});
export type ConfirmAbsenceInput = z.infer<typeof confirmAbsenceInput>;

export const forceCreateInput = z.strictObject({
  envelopeId: id,
  reason: line(limits.reason).min(1),
  /** The person looked what the other document is, and knows what a new one does to it. */
  hasLooked: z.literal(true),
  knowsTheRisk: z.literal(true),
});
export type ForceCreateInput = z.infer<typeof forceCreateInput>;

export const recipientOfEnvelopeInput = z.strictObject({ envelopeId: id, recipientId: id });
export type RecipientOfEnvelopeInput = z.infer<typeof recipientOfEnvelopeInput>;

/** It concerns the whole office, so there is nothing to name. */
export const releaseHoldInput = z.strictObject({});

export const chooseTeamInput = z.strictObject({ envelopeId: id, teamId: id });
export type ChooseTeamInput = z.infer<typeof chooseTeamInput>;

export const handOverInput = z.strictObject({ fromAccountId: id, toAccountId: id });
export type HandOverInput = z.infer<typeof handOverInput>;

export const saveViewInput = z.strictObject({
  name: line(80).min(1),
  /** The list's query string. */
  filter: z.string().max(2_000),
  sharedWith: z.enum(["nobody", "team", "office"]),
  teamId: id.nullable(),
});
export type SaveViewInput = z.infer<typeof saveViewInput>;
export const savedViewIdInput = z.strictObject({ viewId: id });
export type SavedViewIdInput = z.infer<typeof savedViewIdInput>;

// What a recipient sends from their own page. `token` is the secret of the link.

const token = z.string().min(20).max(100);
const unit = z.number().min(0).max(1);

/** Strokes of a pen in the mark's own square: x to the right, y down, both 0 to 1. */
export const drawnMark = z.strictObject({
  kind: z.literal("drawn"),
  /** Width divided by height of the pad. */
  aspect: z.number().min(0.2).max(20),
  strokes: z
    .array(
      z
        .array(z.tuple([unit, unit]))
        .min(1)
        .max(2_000),
    )
    .min(1)
    .max(200),
});
export const typedMark = z.strictObject({
  kind: z.literal("typed"),
  text: line(limits.name).min(1),
});
export const uploadedMark = z.strictObject({
  kind: z.literal("uploaded"),
  /** PNG or JPEG, base64, at most 1 MB. */
  image: z.base64().max(1_400_000),
});
export const markInput = z.discriminatedUnion("kind", [drawnMark, typedMark, uploadedMark]);
export type MarkInput = z.infer<typeof markInput>;

export const linkInput = z.strictObject({ token });
export type LinkInput = z.infer<typeof linkInput>;

export const signInput = z.strictObject({
  token,
  mark: markInput,
  /** The sentence of consent was shown and ticked. */
  hasAgreed: z.literal(true),
});
export type SignInput = z.infer<typeof signInput>;

export const approveInput = z.strictObject({ token, hasAgreed: z.literal(true) });
export type ApproveInput = z.infer<typeof approveInput>;

export const declineInput = z.strictObject({ token, reason: line(limits.reason).min(1) });
export type DeclineInput = z.infer<typeof declineInput>;

export const confirmCodeInput = z.strictObject({ token, code: z.string().trim().min(1).max(64) });
export type ConfirmCodeInput = z.infer<typeof confirmCodeInput>;

/** Which outline of a calibration document holds the signature. */
export const answerCalibrationInput = z.strictObject({
  envelopeId: id,
  letter: z.string().regex(/^[A-Z]$/),
});
export type AnswerCalibrationInput = z.infer<typeof answerCalibrationInput>;
