import "server-only";
import type { SystemActor } from "@/lib/vocabulary/actor";
import { deliverHere } from "./deliver-here";
import { deliverThere } from "./deliver-there";
import { findEnvelope, loadDelivery } from "./load-delivery";
import { deliverEnvelope } from "./send-envelope";

const actor: SystemActor = { kind: "system", job: deliverEnvelope.name };

/** The `deliver-envelope` job: one try to create the envelope at its provider. */
export async function runDeliverEnvelope(
  { envelopeId }: { envelopeId: string },
  now: Date,
): Promise<void> {
  const envelope = await findEnvelope(envelopeId);
  if (!envelope || !["queued", "sending"].includes(envelope.status)) return;
  const delivery = await loadDelivery(envelope);
  if (delivery.call.kind === "here") return deliverHere(delivery, actor, now);
  // What another process sends, or sent when it died, is settled by the recovery, never sent again.
  if (envelope.status === "queued") await deliverThere(delivery, delivery.call, actor, now);
}
