import "server-only";
import { inArray } from "drizzle-orm";
import { onCommit, write } from "@/db/client";
import { lockRows } from "@/db/differences";
import { accounts, organisation } from "@/db/schema/accounts";
import { meta } from "@/db/schema/system";
import { recordAudit } from "@/lib/audit/record-audit";
import { setOfficeTimeZone } from "@/lib/i18n/office-time-zone";
import { tokenHash } from "@/lib/kernel/encryption";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Visitor } from "@/lib/vocabulary/visitor";
import { requireGoodPassword } from "./check-password";
import { chooseRehearsal } from "./choose-rehearsal";
import { isSetUpToken, setUpMeta, setUpSeedMeta } from "./ensure-set-up-link";
import { hashPassword } from "./hash-password";
import type { SetUpInput } from "./schema";
import { startSession } from "./start-session";

/**
 * Makes the organisation and its first administrator, once, and signs that person in.
 * @returns the session token
 * @throws AppError `setup_unusable`, `password_too_short`, `password_too_long`,
 * `password_too_common`, `too_many_attempts`
 */
export async function setUpOrganisation(
  visitor: Visitor,
  input: SetUpInput,
  now: Date,
): Promise<string> {
  // Asked before hashing, so that a guess costs us nothing, and again in the write.
  if (!(await isSetUpToken(input.token))) throw new AppError("setup_unusable");
  requireGoodPassword(input.password, [input.email, input.name, input.organisation]);
  const passwordHash = await hashPassword(input.password);
  return write(async (tx) => {
    const rows = await lockRows(
      tx
        .select()
        .from(meta)
        .where(inArray(meta.id, [setUpMeta])),
    );
    const [someone] = await tx.select({ id: accounts.id }).from(accounts).limit(1);
    if (someone || rows[0]?.value !== tokenHash(input.token)) throw new AppError("setup_unusable");
    await tx.delete(meta).where(inArray(meta.id, [setUpMeta, setUpSeedMeta]));
    const account = {
      id: newId(now.getTime()),
      email: input.email,
      name: input.name,
      passwordHash,
      role: "admin",
      state: "active",
      language: input.language,
      createdAt: now,
    } as const;
    await tx.insert(organisation).values({
      id: newId(now.getTime()),
      name: input.organisation,
      language: input.language,
      timeZone: input.timeZone,
      createdAt: now,
    });
    await tx.insert(accounts).values(account);
    const actor: AccountActor = {
      kind: "account",
      accountId: account.id,
      role: account.role,
      teamIds: null,
      address: visitor.address,
    };
    await recordAudit(tx, { action: "organisation.set_up", actor, at: now });
    onCommit(() => setOfficeTimeZone(input.timeZone));
    await recordAudit(tx, {
      action: "account.created",
      actor,
      accountId: account.id,
      at: now,
      details: { role: account.role },
    });
    if (input.rehearsal) await chooseRehearsal(tx, actor, true, now);
    return startSession(tx, visitor, account, now);
  });
}
