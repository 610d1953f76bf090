import "server-only";
import { and, eq } from "drizzle-orm";
import { read } from "@/db/client";
import { subscribe } from "@/db/events";
import { envelopes } from "@/db/schema/envelopes";
import { teamIdsOf } from "@/lib/accounts/teams-of";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { visibleTo } from "./queries";

const heartbeatMilliseconds = 20_000;
const shutdown = Symbol.for("muhr.shutdown");
const shared = globalThis as typeof globalThis & { [shutdown]?: Set<() => unknown> };

async function maySee(actor: AccountActor, envelopeId: string): Promise<boolean> {
  return read(async (db) => {
    // The stream may be older than the person's teams.
    const now = { ...actor, teamIds: await teamIdsOf(db, actor.accountId) };
    const rows = await db
      .select({ id: envelopes.id })
      .from(envelopes)
      .where(and(eq(envelopes.id, envelopeId), visibleTo(now, "envelope.list")))
      .limit(1);
    return rows.length > 0;
  });
}

/**
 * Server-sent events: `data: {"envelopeId": "…"}` for every change that this person may see. Only
 * the id travels; what changed is read again. Ends when `signal` does, when `isAlive` says no, or
 * at shutdown.
 */
export function streamChanges(
  actor: AccountActor,
  signal: AbortSignal,
  isAlive: () => Promise<boolean>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let release = () => {};
  return new ReadableStream({
    start(controller) {
      let isOpen = true;
      // What was asked of the database may be answered after the stream has ended.
      const send = (text: string) => {
        if (isOpen) controller.enqueue(encoder.encode(text));
      };
      const unsubscribe = subscribe(async (event) => {
        if (event.kind !== "envelope_changed") return;
        try {
          if (await maySee(actor, event.envelopeId))
            send(`data: ${JSON.stringify({ envelopeId: event.envelopeId })}\n\n`);
        } catch {
          // A browser comes again when its stream ends, and reads anew what it may have missed.
          end();
        }
      });
      const heartbeat = setInterval(async () => {
        if (await isAlive().catch(() => false)) send(": still here\n\n");
        else end();
      }, heartbeatMilliseconds);
      release = () => {
        isOpen = false;
        unsubscribe();
        clearInterval(heartbeat);
        shared[shutdown]?.delete(end);
      };
      const end = () => {
        if (!isOpen) return;
        release();
        controller.close();
      };
      shared[shutdown] ??= new Set();
      shared[shutdown].add(end);
      signal.addEventListener("abort", () => end());
      send("retry: 2000\n\n");
    },
    // Who left has closed it already.
    cancel: () => release(),
  });
}
