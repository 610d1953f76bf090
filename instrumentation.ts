const slot = Symbol.for("muhr.start");
/** Where `scripts/server.mjs` waits for the portal; Next itself would only log a failure. */
const waiting = globalThis as typeof globalThis & {
  [slot]?: { done(): void; failed(error: unknown): void };
};

/** Runs once, before the first request is answered. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  try {
    const { startPortal } = await import("@/lib/worker/start-portal");
    await startPortal();
    waiting[slot]?.done();
  } catch (error) {
    if (!waiting[slot]) throw error;
    waiting[slot].failed(error);
  }
}
