const isLatin = (text: string) => /^[ -~]*$/.test(text);
const leftToRight = /[A-Za-z0-9۰-۹]+(?:[ .,:@/-]*[A-Za-z0-9۰-۹]+)*/g;

/** As it stands on paper from left to right, which is how PDF keeps text and readers expect it. */
function toVisual(line: string): string {
  const turned = [...line].reverse().join("");
  return turned.replace(leftToRight, (run) => [...run].reverse().join(""));
}

const toHex = (text: string) => Buffer.from(text, "utf16le").swap16().toString("hex");

/** Maps every code to the character of the same number, so that a reader finds the text again. */
const toUnicode = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Same def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${[0, 100, 200].map(bfRanges).join("\n")}
endcmap
end
end`;

/** A range may not leave its high byte, and a block holds at most a hundred (ISO 32000-2, 9.10.3). */
function bfRanges(from: number): string {
  const count = Math.min(100, 256 - from);
  const rows = Array.from({ length: count }, (_, index) => {
    const high = (from + index).toString(16).padStart(2, "0");
    return `<${high}00> <${high}FF> <${high}00>`;
  });
  return `${count} beginbfrange\n${rows.join("\n")}\nendbfrange`;
}

const stream = (content: string) =>
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

/**
 * One page with a line for every text. Letters that Helvetica has no glyphs for stand in a font
 * that is not embedded: they can be read by programs, which is what a template's values are for.
 */
export function buildTemplatePdf(lines: readonly string[]): Buffer {
  const drawn = lines.map((line, index) => {
    const place = `1 0 0 1 72 ${770 - index * 22} Tm`;
    return isLatin(line)
      ? `/F1 12 Tf ${place} (${line.replace(/[()\\]/g, "\\$&")}) Tj`
      : `/F2 12 Tf ${place} <${toHex(toVisual(line))}> Tj`;
  });
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
    stream(`BT\n${drawn.join("\n")}\nET`),
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /Tahoma /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 9 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Tahoma /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R /DW 500 /CIDToGIDMap /Identity >>",
    "<< /Type /FontDescriptor /FontName /Tahoma /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>",
    stream(toUnicode),
  ];
  let body = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  const start = body.length;
  body += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
  body += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, "latin1");
}
