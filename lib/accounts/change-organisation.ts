import "server-only";
import { eq } from "drizzle-orm";
import { onCommit, write } from "@/db/client";
import { organisation } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import { setOfficeTimeZone } from "@/lib/i18n/office-time-zone";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { ChangeOrganisationInput } from "./schema";

/** Changes what the office is called and how it counts its days. @throws AppError `not_found` */
export async function changeOrganisation(
  actor: AccountActor,
  input: ChangeOrganisationInput,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    const [office] = await tx.select().from(organisation);
    if (!office || !can(actor, "organisation.manage")) throw new AppError("not_found");
    await tx.update(organisation).set(input).where(eq(organisation.id, office.id));
    await recordAudit(tx, { action: "organisation.changed", actor, at: now });
    onCommit(() => setOfficeTimeZone(input.timeZone));
  });
}
