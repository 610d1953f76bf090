import { loadPdfjs } from "@/components/pdf/load-pdfjs";
import { startWorker } from "@/components/pdf/start-worker";

// Runs before any other script of a page. zod tries `new Function` once to learn whether it may
// compile its checks; our security policy refuses that, and each page load would report it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

// Where a recipient is shown the document, what reads it wakes up while React does.
if (/^\/sign\/[^/]+$/.test(location.pathname)) {
  startWorker();
  loadPdfjs().catch(() => undefined);
}
