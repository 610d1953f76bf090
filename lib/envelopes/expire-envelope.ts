import "server-only";
import { write } from "@/db/client";
import { log } from "@/lib/kernel/log";
import { changeStatus } from "./change-status";
import { limitRecipientLinks } from "./issue-link";
import { findEnvelope } from "./load-delivery";
import { notifyOfEnding } from "./notify-people";
import { lockEnvelope } from "./queries";
import { runReadBack } from "./read-back";
import { expireEnvelope, planExpiry } from "./request-expiry";
import { askTelling } from "./request-telling";

/** Expires an envelope whose date has come and that still waits for somebody. */
export async function runExpireEnvelope(
  { envelopeId }: { envelopeId: string },
  now: Date,
): Promise<void> {
  const known = await findEnvelope(envelopeId);
  // Who signed in time at a provider elsewhere has, though nobody has told us yet.
  if (known?.status === "in_progress" && known.expiresAt && known.expiresAt <= now)
    await runReadBack({ envelopeId, isAsked: false }, now).catch((error: unknown) =>
      log.warn("An envelope expires without a last look", { envelopeId, error }),
    );
  await write(async (tx) => {
    if (!known) return;
    const envelope = await lockEnvelope(tx, envelopeId);
    if (envelope.status !== "in_progress" || !envelope.expiresAt) return;
    if (envelope.expiresAt > now) return planExpiry(tx, envelope, now);
    await changeStatus(tx, envelope, {
      to: "expired",
      action: "envelope.expired",
      actor: { kind: "system", job: expireEnvelope.name },
      at: now,
    });
    await limitRecipientLinks(tx, envelopeId, now);
    await notifyOfEnding(tx, envelope, "expired", now);
    await askTelling(tx, envelope, now);
  });
}
