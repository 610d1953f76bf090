/**
 * The library as its makers ship it: its main build calls browser functions that two-year-old phones
 * lack. It comes in a file of its own, so that a script that is not bundled with the page's others can have it
 * before these are there (`draw-ahead.mjs`).
 */
export const pdfjsAddress = new URL(
  "pdfjs-dist/legacy/build/pdf.min.mjs",
  import.meta.url,
).toString();

let coming: Promise<unknown> | undefined;
let failures = 0;

/** Once it is there, `pdfjs.ts` works. What did not come over the network is asked for again. */
export function loadPdfjs(): Promise<unknown> {
  // A browser remembers that a module did not come.
  const address = failures > 0 ? `${pdfjsAddress}?${failures}` : pdfjsAddress;
  coming ??= import(/* turbopackIgnore: true */ address).catch((error: unknown) => {
    coming = undefined;
    failures += 1;
    throw error;
  });
  return coming;
}
