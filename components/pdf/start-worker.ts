// Not inside `new Worker(…)`: the bundler would then take the worker apart and compile it again.
const address = new URL("pdfjs-dist/legacy/build/pdf.worker.min.mjs", import.meta.url).toString();

/**
 * Starts as soon as this file is loaded, so that worker and engine come over the network side by
 * side. One worker serves every document of this browser tab.
 */
export const pdfWorker =
  typeof Worker === "undefined" ? undefined : new Worker(address, { type: "module" });
