import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import type { AppErrorCode, AppErrorValues } from "@/lib/kernel/errors";
import { AppError } from "@/lib/kernel/errors";
import type { Permission } from "@/lib/policy/can";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Visitor } from "@/lib/vocabulary/visitor";
import { currentVisitor } from "./client-address";
import { requireOrigin } from "./require-origin";
import { findSession } from "./require-session";

/** What a screen gets back from a server action. The code's sentence is `errors.<code>`. */
export type ActionResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly error: { readonly code: AppErrorCode; readonly values: AppErrorValues };
    };
export type Action<Value> = (raw: unknown) => Promise<ActionResult<Value>>;

/** @throws AppError `invalid`, naming the first wrong input and why */
function parse<Input>(schema: z.ZodType<Input>, raw: unknown): Input {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError("invalid", "The input does not fit its schema", {
    input: issue?.path.join(".") ?? "",
    reason: issue?.message ?? "",
  });
}

/** A person's error becomes an answer; a bug stays one. */
async function answer<Value>(work: () => Promise<Value>): Promise<ActionResult<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, error: { code: error.code, values: error.values } };
  }
}

/**
 * The only way to a server action for signed-in people: our own origin, a live session, the
 * permission, the schema (make it strict: unknown keys are refused), then one use case. Whether
 * the actor may touch this object is asked in the use case.
 */
export const guardedAction =
  <Input, Value>(guard: {
    readonly permission: Permission;
    readonly input: z.ZodType<Input>;
    readonly run: (actor: AccountActor, input: Input, now: Date) => Promise<Value>;
  }): Action<Value> =>
  (raw) =>
    answer(async () => {
      requireOrigin({ headers: await headers() });
      const session = await findSession();
      if (!session) throw new AppError("signed_out");
      if (!can(session.actor, guard.permission)) throw new AppError("forbidden");
      return guard.run(session.actor, parse(guard.input, raw), new Date());
    });

/** A server action for people without a session: our own origin and the schema, then `run`. */
export const openAction =
  <Input, Value>(guard: {
    readonly input: z.ZodType<Input>;
    readonly run: (visitor: Visitor, input: Input, now: Date) => Promise<Value>;
  }): Action<Value> =>
  (raw) =>
    answer(async () => {
      requireOrigin({ headers: await headers() });
      return guard.run(await currentVisitor(), parse(guard.input, raw), new Date());
    });
