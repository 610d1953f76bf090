import type { PdfFile } from "@/lib/provider-kit/sandbox-pdf";
import type { PdfDict, PdfValue } from "@/lib/provider-kit/sandbox-pdf-values";
import { toNumber } from "@/lib/provider-kit/sandbox-pdf-values";
import { Revision, streamSource } from "@/lib/provider-kit/sandbox-pdf-write";

/** One more line of Latin text amid the first page, in a revision of its own. */
export function addLine(file: PdfFile, line: string): Buffer {
  const revision = new Revision(file);
  const [page] = file.pages();
  if (!page) throw new Error("no pages");
  const font = revision.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  const resources: PdfDict = new Map(file.resolve(page.dict.get("/Resources")) as PdfDict);
  const fonts: PdfDict = new Map(file.resolve(resources.get("/Font")) as PdfDict | undefined);
  resources.set("/Font", fonts.set("/Tampered", font));
  const before = page.own.get("/Contents");
  const list = file.resolve(before);
  const text = `BT /Tampered 12 Tf 1 0 0 1 72 400 Tm (${line}) Tj ET`;
  const contents: PdfValue[] = Array.isArray(list) ? list : before === undefined ? [] : [before];
  revision.change(
    `${page.number} ${page.generation} R`,
    new Map(page.own)
      .set("/Resources", resources)
      .set("/Contents", [...contents, revision.add(streamSource("", text))]),
  );
  return revision.write();
}

/** The page tree without its last leaf, in a revision of its own. */
export function removeLastPage(file: PdfFile): Buffer {
  const revision = new Revision(file);
  const leafParent = file.pages().at(-1)?.own.get("/Parent");
  for (let parent = leafParent; typeof parent === "string"; ) {
    const node = file.resolve(parent);
    if (!(node instanceof Map)) throw new Error("a broken page tree");
    const count = toNumber(file.resolve(node.get("/Count"))) - 1;
    const changed: PdfDict = new Map(node).set("/Count", String(count));
    const kids = file.resolve(node.get("/Kids")) as PdfValue[];
    if (parent === leafParent) changed.set("/Kids", kids.slice(0, -1));
    revision.change(parent, changed);
    parent = node.get("/Parent");
  }
  return revision.write();
}
