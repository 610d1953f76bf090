import "server-only";
import type { Change } from "@/db/changes";
import { changesAfter, latestSequence } from "@/db/changes";
import { read } from "@/db/client";
import type { ChangeBatch } from "@/db/follow-changes";
import { followChanges } from "@/db/follow-changes";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";

const heartbeatMilliseconds = 15_000;
/** Browsers of one person at this process; each has one stream, whatever it has of tabs. */
const mostStreams = 12;
/** Messages that wait for a browser which reads nothing; then its stream ends. */
const mostWaiting = 100;
const shutdown = Symbol.for("muhr.shutdown");
const counts = Symbol.for("muhr.streams");
const shared = globalThis as typeof globalThis & {
  [shutdown]?: Set<() => unknown>;
  [counts]?: Map<string, number>;
};

/** What is to be read again, up to `sequence`; `null` is everything. */
export type MissedChanges = {
  readonly sequence: number;
  readonly envelopeIds: readonly string[] | null;
};

/** Told is who could see it when it changed: whoever lost it sees it go. */
const visibleIds = (
  actor: AccountActor,
  changes: readonly Change[],
): MissedChanges["envelopeIds"] => {
  if (changes.some(({ envelopeId }) => envelopeId === null)) return null;
  const seen = changes.filter(
    ({ ownerId, teamId }) => ownerId && can(actor, "envelope.list", { ownerId, teamId }),
  );
  return [...new Set(seen.flatMap(({ envelopeId }) => envelopeId ?? []))];
};

/**
 * The number that a browser asks from: of its last message, or that its page was made at. Without
 * one it has everything to read.
 */
export function sequenceOf(request: Request): number {
  const asked = new URL(request.url).searchParams.get("after");
  const given = request.headers.get("last-event-id") || asked;
  return given && /^\d{1,15}$/.test(given) ? Number(given) : -1;
}

/** What this person may see of what came after that number. */
export async function missedChanges(actor: AccountActor, after: number): Promise<MissedChanges> {
  return read(async (db) => {
    const latest = await latestSequence(db);
    const changes = await changesAfter(db, after);
    return {
      sequence: changes ? (changes.at(-1)?.sequence ?? after) : latest,
      envelopeIds: changes ? visibleIds(actor, changes) : null,
    };
  });
}

type Streaming = {
  /** The number that the page was made at, or that its last message had. */
  readonly after: number;
  readonly signal: AbortSignal;
  /** Who is there now; undefined when the session has ended. */
  readonly currentActor: () => Promise<AccountActor | undefined>;
};

/**
 * Server-sent events, `data: {"envelopeIds": ["…"]}` with the number as their id, for every change
 * after that number that this person may see; `null` instead of ids is everything. Only ids travel;
 * what changed is read again. `event: beat` says that it still goes on. Ends when `signal` does, with
 * the session, or at shutdown.
 * @throws AppError `too_many_windows`
 */
export function streamChanges(
  { accountId }: AccountActor,
  { after, signal, currentActor }: Streaming,
): ReadableStream<Uint8Array> {
  shared[counts] ??= new Map();
  const open = shared[counts];
  const others = open.get(accountId) ?? 0;
  if (others >= mostStreams) throw new AppError("too_many_windows");
  open.set(accountId, others + 1);

  const encoder = new TextEncoder();
  let release = () => {};
  return new ReadableStream({
    start(controller) {
      let isOpen = true;
      let position = after;
      let stopFollowing = () => {};
      let work: Promise<unknown> = Promise.resolve();

      // What was asked of the database may be answered after the stream has ended.
      const send = (text: string) => {
        if (!isOpen) return;
        if ((controller.desiredSize ?? 0) < -mostWaiting) end();
        else controller.enqueue(encoder.encode(text));
      };
      const tell = ({ sequence, envelopeIds }: MissedChanges) => {
        position = sequence;
        if (envelopeIds?.length !== 0)
          send(`id: ${sequence}\ndata: ${JSON.stringify({ envelopeIds })}\n\n`);
      };
      const beat = () => send(`id: ${position}\nevent: beat\ndata: ${position}\n\n`);
      /** One after the other, each for the rights of its moment. A browser comes again when its stream ends. */
      const inTurn = (run: (actor: AccountActor) => unknown) => {
        work = work
          .then(async () => {
            const actor = isOpen ? await currentActor() : undefined;
            if (actor) await run(actor);
            else end();
          })
          .catch(() => end());
      };
      const follow = ({ sequence, changes }: ChangeBatch) =>
        inTurn((actor) => {
          if (sequence <= position) return;
          const fresh = changes?.filter((change) => change.sequence > position);
          tell({ sequence, envelopeIds: fresh ? visibleIds(actor, fresh) : null });
        });
      const heartbeat = setInterval(() => inTurn(beat), heartbeatMilliseconds);

      release = () => {
        if (!isOpen) return;
        isOpen = false;
        stopFollowing();
        clearInterval(heartbeat);
        shared[shutdown]?.delete(end);
        const left = (open.get(accountId) ?? 1) - 1;
        if (left > 0) open.set(accountId, left);
        else open.delete(accountId);
      };
      const end = () => {
        if (!isOpen) return;
        release();
        controller.close();
      };
      shared[shutdown] ??= new Set();
      shared[shutdown].add(end);
      signal.addEventListener("abort", end);
      send("retry: 2000\n\n");
      // What is committed from here on is heard; what was committed before is read.
      inTurn(async (actor) => {
        const stop = await followChanges(follow);
        if (!isOpen) return stop();
        stopFollowing = stop;
        tell(await missedChanges(actor, after));
        beat();
      });
    },
    // Who left has closed it already.
    cancel: () => release(),
  });
}
