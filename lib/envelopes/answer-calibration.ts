import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { calibrations } from "@/db/schema/calibrations";
import { lockConnection } from "@/lib/connections/queries";
import { changeConnection } from "@/lib/connections/save-connection";
import { openSettings } from "@/lib/connections/seal-settings";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { letterOf } from "./describe-calibration";
import { findTrouble, landingsOf, requireCalibration } from "./load-calibration";
import { requireEnvelope } from "./queries";
import type { AnswerCalibrationInput } from "./schema";

/**
 * Sets those settings of a connection that the outline with the signature stands for; all others
 * stay. @throws AppError `forbidden`, `not_found`, `conflict` before all have signed, and where the
 * letters do not fit any more
 */
export const answerCalibration = (
  actor: AccountActor,
  { envelopeId, letter }: AnswerCalibrationInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    if (!can(actor, "connection.manage")) throw new AppError("forbidden");
    const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.read");
    const calibration = await requireCalibration(tx, envelopeId);
    const connection = await lockConnection(tx, calibration.connectionId);
    const landing = landingsOf(calibration).find((_, index) => letterOf(index) === letter);
    if (!landing) throw new AppError("not_found");
    const trouble = await findTrouble(tx, calibration, connection);
    if (envelope.status !== "completed" || trouble || calibration.chosen)
      throw new AppError("conflict");
    const { name, isRehearsal } = connection;
    const settings = { ...openSettings(connection), ...landing.settings };
    await changeConnection(tx, actor, connection, { name, isRehearsal, settings }, now);
    await tx
      .update(calibrations)
      .set({ chosen: letter })
      .where(eq(calibrations.envelopeId, envelopeId));
  });
