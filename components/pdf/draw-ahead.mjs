// Opens the file that the page names and draws its first page, beside the page's own scripts and not
// after them. Browsers load it as it stands: it is bundled with nothing, and imports nothing of ours.

const { pdfjs, worker, isSmall, largestCanvas, options } = JSON.parse(
  document.querySelector("script[data-draws]").dataset.draws,
);

// Whoever comes first opens the file, so that it is opened once.
if (globalThis.muhrAhead === undefined) {
  globalThis.muhrPdfWorker ??= new Worker(worker, { type: "module" });
  const ahead = { url: options.url, task: open(), canvas: undefined, drawn: undefined };
  ahead.drawn = draw(ahead).catch(() => {
    // Told when the page is drawn the usual way.
    ahead.canvas = undefined;
  });
  globalThis.muhrAhead = ahead;
}

async function open() {
  const bytes = isSmall ? fetchBytes() : undefined;
  const { getDocument, PDFWorker } = await import(pdfjs);
  const shared = { ...options, worker: PDFWorker.create({ port: globalThis.muhrPdfWorker }) };
  const data = await bytes;
  return getDocument(data ? { ...shared, url: undefined, data } : shared);
}

/** The file beside what reads it. Why it did not come pdf.js tells, as everywhere. */
async function fetchBytes() {
  try {
    const answer = await fetch(options.url);
    return answer.ok ? await answer.arrayBuffer() : undefined;
  } catch {
    return undefined;
  }
}

async function draw(ahead) {
  const task = await ahead.task;
  const page = await (await task.promise).getPage(1);
  const canvas = await canvasOfFirstPage();
  if (!canvas) return;
  ahead.canvas = canvas;
  const { width, height } = canvas.getBoundingClientRect();
  const sharpness = Math.min(devicePixelRatio, Math.sqrt(largestCanvas / (width * height)));
  const scale = (width / page.getViewport({ scale: 1 }).width) * sharpness;
  const viewport = page.getViewport({ scale });
  [canvas.width, canvas.height] = [viewport.width, viewport.height];
  await page.render({ canvas, viewport }).promise;
  canvas.style.width = "100%";
  canvas.style.visibility = "visible";
  page.cleanup();
}

/** Where it has its size: a browser draws no frame before the style sheets are there. */
function canvasOfFirstPage() {
  return new Promise((resolve) => {
    const look = () => {
      const canvas = document.querySelector("canvas[data-ahead]");
      if (canvas || document.readyState !== "loading") resolve(canvas);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
