import type * as Pdfjs from "pdfjs-dist";

declare global {
  /** pdf.js puts itself here. */
  var pdfjsLib: typeof Pdfjs | undefined;
}

function library(): typeof Pdfjs {
  if (!globalThis.pdfjsLib) throw new Error("pdf.js is not loaded");
  return globalThis.pdfjsLib;
}

/** A part of the library that is looked up when it is used: what imports it need not wait for it. */
function later<Name extends keyof typeof Pdfjs>(name: Name): (typeof Pdfjs)[Name] {
  const part = () => library()[name] as never;
  return new Proxy(class {}, {
    get: (_, key) => {
      const member: unknown = Reflect.get(part(), key);
      // A class reads its own private members.
      return typeof member === "function" ? member.bind(part()) : member;
    },
    apply: (_, self, given) => Reflect.apply(part(), self, given),
    construct: (_, given) => Reflect.construct(part(), given),
  }) as never;
}

/** What the bundler takes for `pdfjs-dist` (next.config.mjs): all that we and react-pdf use of it. */
export const AnnotationLayer = later("AnnotationLayer");
export const AnnotationMode = later("AnnotationMode");
export const OPS = later("OPS");
export const PDFWorker = later("PDFWorker");
export const TextLayer = later("TextLayer");
export const getDocument: typeof Pdfjs.getDocument = (source) => library().getDocument(source);
