import "server-only";
import { write } from "@/db/client";
import { AppError } from "@/lib/kernel/errors";
import { commitAct, requireTurn } from "./act-as-recipient";
import { lockEnvelope } from "./queries";
import type { RecipientKeys } from "./require-recipient";
import { requireRecipient } from "./require-recipient";

/** An approver agrees. @throws AppError `link_unusable`, `code_needed`, `conflict`, `not_your_turn`, `forbidden` */
export const approveAsRecipient = (keys: RecipientKeys, now: Date): Promise<void> =>
  write(async (tx) => {
    const found = await requireRecipient(tx, keys, now);
    const visit = { ...found, envelope: await lockEnvelope(tx, found.envelope.id) };
    if (visit.recipient.role !== "approver") throw new AppError("forbidden");
    requireTurn(visit);
    await commitAct(tx, visit, keys, { to: "approved" }, now);
  });
