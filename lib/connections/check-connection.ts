import "server-only";
import { read, write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { CheckResult } from "@/lib/provider-kit/contract";
import { secretsOf } from "@/lib/provider-kit/describe-inputs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { describeTrouble } from "./describe-trouble";
import { openConnection } from "./open-connection";
import { requireConnection } from "./queries";
import { settleCalls } from "./record-call";
import { resumeConnection } from "./retry-connection";
import type { ConnectionInput } from "./schema";
import { noteFailure } from "./trip-breaker";

export type ConnectionCheck =
  | { readonly isReachable: true }
  | { readonly isReachable: false; readonly trouble: Trouble };

/** A person waits for it. Milliseconds for one call. */
const patience = 10_000;

/**
 * Tests a connection as it is saved. When it is well, a pause ends and what waited is sent.
 * @throws AppError `forbidden`, `not_found`
 */
export async function checkConnection(
  actor: AccountActor,
  { connectionId }: ConnectionInput,
  now: Date,
): Promise<ConnectionCheck> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  const row = await read((db) => requireConnection(db, connectionId));
  const tested = Promise.withResolvers<boolean>();
  const opened = openConnection(row, { patience, testedWell: tested.promise });
  const { provider, settings, session } = opened;
  const checking = session.check();
  const isWell = ({ isReachable }: CheckResult) => isReachable;
  tested.resolve(checking.then(isWell, () => false));
  const result = await checking;
  const check: ConnectionCheck = result.isReachable
    ? result
    : {
        isReachable: false,
        trouble: describeTrouble(result.error, secretsOf(provider.settings, settings)),
      };
  await settleCalls();
  await write(async (tx) => {
    if (check.isReachable) await resumeConnection(tx, connectionId, now);
    else await noteFailure(tx, connectionId, check.trouble.code, now);
    await recordAudit(tx, {
      action: "connection.checked",
      actor,
      at: now,
      details: {
        connectionId,
        connection: row.name,
        problem: check.isReachable ? null : check.trouble.code,
      },
    });
  });
  return check;
}
