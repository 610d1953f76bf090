import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { PracticeAuthority } from "@/lib/provider-kit/sandbox-certificate";
import { PdfFile } from "@/lib/provider-kit/sandbox-pdf";
import { rewritePdf } from "@/lib/provider-kit/sandbox-pdf-write";
import { breakSignature, signPdf } from "@/lib/provider-kit/sandbox-sign";
import type { Stamp } from "@/lib/provider-kit/sandbox-stamp";
import { countPages, stampPdf } from "@/lib/provider-kit/sandbox-stamp";
import type { Person, SandboxDocument } from "./sandbox-documents";
import type { Switches } from "./sandbox-switches";
import { addLine, removeLastPage } from "./sandbox-tamper";
import { buildTemplatePdf } from "./sandbox-template-pdf";

/**
 * What a person gets back: the sent file with a stamp in every signer's box, on the pages and in the
 * unit of the request, and then one revision for each digital signature, in the order of the people.
 * What is only drawn comes first, because after a signature it would be a change of what was signed.
 */
export function toFinalFile(
  document: SandboxDocument,
  switches: Switches,
  authority: PracticeAuthority,
): Buffer {
  const { returnedFile, originBox: origin, signatureForm: form } = switches;
  if (returnedFile === "no_pdf") return Buffer.from("<html><body>Not found</body></html>");
  const base = toBase(document.file, returnedFile);
  const marks = toMarks(document, countPages(base), switches);
  const drawn = marks.flatMap(({ isDigital, stamps }) => (isDigital ? stamps.slice(1) : stamps));
  let file = drawn.length > 0 ? stampPdf(base, drawn, origin) : base;
  for (const { person, isDigital, stamps } of marks)
    if (isDigital && stamps[0]) {
      const signedAt = person.times.signedTime ?? new Date();
      const { name, nationalCode: serialNumber } = person;
      const signer = { name, country: "IR", serialNumber, signedAt };
      file = signPdf(file, [stamps[0]], signer, { origin, form }, authority);
    }
  if (returnedFile === "broken") return file.subarray(0, Math.floor(document.file.length * 0.6));
  return returnedFile === "broken_signature" ? breakSignature(file) : file;
}

function toBase(sent: Buffer, kind: Switches["returnedFile"]): Buffer {
  if (kind === "rewritten") return rewritePdf(new PdfFile(sent));
  if (kind === "changed_page") return addLine(new PdfFile(sent), "and 500 more");
  if (kind === "other_document") return buildTemplatePdf(["Another document"]);
  if (kind !== "missing_page") return sent;
  if (countPages(sent) === 1) throw new SandboxRefusal("a document of one page can miss none");
  return removeLastPage(new PdfFile(sent));
}

type Mark = {
  readonly person: Person;
  readonly isDigital: boolean;
  /** The first one carries the digital signature. */
  readonly stamps: readonly Stamp[];
};

function toMarks(document: SandboxDocument, pageCount: number, switches: Switches): Mark[] {
  const startPage = Math.min(document.startPage, pageCount - 1);
  return document.people.flatMap((person) => {
    const stamp = toStamp(person, switches);
    if (!stamp) return [];
    const count = person.box?.repeatSignature ? pageCount - startPage : 1;
    const stamps = Array.from({ length: count }, (_, index) => ({
      ...stamp,
      page: startPage + index,
    }));
    const isDigital = person.box?.digitalSignature === true && switches.returnedFile !== "unsigned";
    return [{ person, isDigital, stamps }];
  });
}

function toStamp(person: Person, switches: Switches): Omit<Stamp, "page"> | undefined {
  const { box, role, order } = person;
  if (!box || role !== "signer") return undefined;
  const points = (pixels: number) => pixels / switches.unitsPerPoint;
  const [width, height] = switches.isWidthHeightSwapped
    ? [box.height, box.width]
    : [box.width, box.height];
  return {
    rect: { x: points(box.x), y: points(box.y), width: points(width), height: points(height) },
    label: `SIGNED ${order} ${box.digitalSignature ? "digital" : "ordinary"}`,
  };
}
