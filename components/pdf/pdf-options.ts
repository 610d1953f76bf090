/** Bytes. */
export const chunkSize = 262_144;

/** How a PDF is opened. Without these files text is drawn in a wrong font and scans stay blank. */
export const pdfOptions = (url: string) => ({
  url,
  standardFontDataUrl: "/pdfjs/standard_fonts/",
  cMapUrl: "/pdfjs/cmaps/",
  wasmUrl: "/pdfjs/wasm/",
  iccUrl: "/pdfjs/iccs/",
  // Page 1 of a large file needs little of it: by ranges, and only what is looked at. A file of
  // two chunks or less comes in one answer.
  disableStream: true,
  disableAutoFetch: true,
  rangeChunkSize: chunkSize,
  useSystemFonts: false,
  enableXfa: false,
});
