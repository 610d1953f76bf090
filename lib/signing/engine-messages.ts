import type { AppErrorCode, AppErrorValues } from "@/lib/kernel/errors";
import { AppError } from "@/lib/kernel/errors";
import type { SigningTask } from "./perform-signing-task";

/** What crosses between the portal and the signing thread. */
export type EngineQuestion = { readonly id: number; readonly task: SigningTask };
export type EngineReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure };

/** A structured clone would lose the class and the code of an error. */
type Failure = {
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: AppErrorCode | undefined;
  readonly values: AppErrorValues;
};

export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    return { message: error.message, stack: undefined, code: error.code, values: error.values };
  }
  const known = error instanceof Error ? error : new Error(String(error));
  return { message: known.message, stack: known.stack, code: undefined, values: {} };
}

export function fromFailure({ message, stack, code, values }: Failure): Error {
  if (code) return new AppError(code, message, values);
  const error = new Error(message);
  if (stack) error.stack = stack;
  return error;
}

/**
 * The memory of the large parts of a request or an answer, to be moved and not copied. What is
 * small is copied, because keys and certificates are used again by whoever sends them.
 */
export function listTransfers(message: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  for (const value of Object.values(message ?? {})) {
    if (!(value instanceof Uint8Array) || value.byteLength < smallestMoved) continue;
    // Node's small buffers share one pool, which must stay with its thread.
    const isOwn = value.byteLength === value.buffer.byteLength;
    if (isOwn && value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  }
  return [...found];
}

/** Bytes. */
const smallestMoved = 256 * 1024;
