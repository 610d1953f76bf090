import "server-only";

/** Bytes of a callback at the most. */
export const largestCallback = 256 * 1024;
/** Milliseconds that its sender may take. */
export const longestCallback = 5_000;

export type ReadBody =
  | { readonly body: Uint8Array }
  | { readonly problem: "too_large" | "too_slow" };

/** Reads a body while counting: what is too large or too slow is given up at once. */
export async function readBody(
  stream: ReadableStream<Uint8Array> | null,
  { largest = largestCallback, longest = longestCallback } = {},
): Promise<ReadBody> {
  if (!stream) return { body: new Uint8Array() };
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  let clock: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<"too_slow">((resolve) => {
    clock = setTimeout(resolve, longest, "too_slow");
  });
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), tooSlow]);
      if (next === "too_slow") return { problem: next };
      if (next.done) return { body: Buffer.concat(parts) };
      size += next.value.byteLength;
      if (size > largest) return { problem: "too_large" };
      parts.push(next.value);
    }
  } finally {
    clearTimeout(clock);
    // Nobody waits for a sender that does not end.
    reader.cancel().catch(() => undefined);
  }
}
