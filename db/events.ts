import "server-only";
import { EventEmitter } from "node:events";

/** What happened, for those who listen inside this process: never data, only what to read again. */
export type ProcessEvent =
  | { readonly kind: "changes_kept" }
  | { readonly kind: "jobs_waiting" }
  | { readonly kind: "rehearsal_changed" };

const slot = Symbol.for("muhr.events");
const shared = globalThis as typeof globalThis & { [slot]?: EventEmitter };

function emitter(): EventEmitter {
  shared[slot] ??= new EventEmitter().setMaxListeners(0);
  return shared[slot];
}

export function publish(event: ProcessEvent): void {
  emitter().emit("event", event);
}

/** @returns what ends the subscription. */
export function subscribe(listener: (event: ProcessEvent) => void): () => void {
  emitter().on("event", listener);
  return () => emitter().off("event", listener);
}
