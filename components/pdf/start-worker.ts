// Not inside `new Worker(…)`: the bundler would then take the worker apart and compile it again.
export const workerAddress = new URL(
  "pdfjs-dist/legacy/build/pdf.worker.min.mjs",
  import.meta.url,
).toString();

declare global {
  var muhrPdfWorker: Worker | undefined;
}

/**
 * Starts it the first time, as early as somebody asks, so that it wakes up beside everything else.
 * One worker serves every document of this browser tab.
 * @returns undefined on the server
 */
export function startWorker(): Worker | undefined {
  if (typeof Worker === "undefined") return undefined;
  globalThis.muhrPdfWorker ??= new Worker(workerAddress, { type: "module" });
  return globalThis.muhrPdfWorker;
}
