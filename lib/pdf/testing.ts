import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

export type SamplePage = {
  readonly mediaBox?: readonly [number, number, number, number];
  readonly cropBox?: readonly [number, number, number, number];
  readonly rotate?: number;
  readonly userUnit?: number;
};

/** A small PDF with a cross-reference table, page attributes in part inherited. */
export function samplePdf(pages: readonly SamplePage[], padding = 0): Uint8Array {
  const objects: string[] = [];
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(" ");
  objects.push("<< /Type /Catalog /Pages 2 0 R >>");
  objects.push(
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>`,
  );
  objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  for (const [index, page] of pages.entries()) {
    const box = (key: string, value: SamplePage["cropBox"]) =>
      value ? `/${key} [${value.join(" ")}] ` : "";
    const attributes = [
      box("MediaBox", page.mediaBox),
      box("CropBox", page.cropBox),
      page.rotate === undefined ? "" : `/Rotate ${page.rotate} `,
      page.userUnit === undefined ? "" : `/UserUnit ${page.userUnit} `,
    ].join("");
    objects.push(`<< /Type /Page /Parent 2 0 R ${attributes}/Contents ${5 + 2 * index} 0 R >>`);
    const content = `BT /F1 14 Tf 40 60 Td (Page ${index + 1}) Tj ET`;
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  if (padding > 0) {
    objects.push(`<< /Length ${padding} >>\nstream\n${"x".repeat(padding)}\nendstream`);
  }
  let body = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const start = body.length;
  body += `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  body += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, "latin1");
}

/** A square PNG: one half red, the other transparent. */
export function samplePng(side: number): Uint8Array {
  const chunk = (kind: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 6, 0, 0, 0]);
  const rows = Array.from({ length: side }, (_, y) => [
    0,
    ...Array.from({ length: side }, (_, x) => [200, 0, 0, x > y ? 255 : 0]).flat(),
  ]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.from(rows.flat()));
  const parts = [chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

/** Runs a program on files in a folder of its own; a program that is missing fails the test. */
export function runTool(
  program: string,
  words: readonly string[],
  files: Readonly<Record<string, Uint8Array>>,
): { readonly output: string; readonly read: (name: string) => Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "muhr-tool-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const output = execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
    const made = new Map<string, Buffer>();
    for (const word of words) {
      if (word.startsWith("out.")) made.set(word, readFileSync(join(folder, word)));
    }
    return {
      output,
      read: (name) => {
        const bytes = made.get(name);
        if (!bytes) throw new Error(`${program} made no ${name}`);
        return bytes;
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What `qpdf` makes of a file with the given options. */
export function withQpdf(bytes: Uint8Array, ...options: string[]): Uint8Array {
  return runTool("qpdf", [...options, "in.pdf", "out.pdf"], { "in.pdf": bytes }).read("out.pdf");
}

/** @throws when `qpdf --check` finds anything to complain about */
export function expectSound(bytes: Uint8Array): void {
  runTool("qpdf", ["--check", "in.pdf"], { "in.pdf": bytes });
}

/** How many signatures `pdfsig` calls valid, and all that it says. */
export function countValid(bytes: Uint8Array): { readonly valid: number; readonly said: string } {
  const said = runTool("pdfsig", ["in.pdf"], { "in.pdf": bytes }).output;
  return { valid: said.split("Signature is Valid").length - 1, said };
}

export type Picture = { readonly width: number; readonly height: number; readonly gray: Buffer };

/** A page as poppler draws it, one byte per pixel; `page` is 1-based. */
export function drawPage(bytes: Uint8Array, page: number, dpi: number): Picture {
  const folder = mkdtempSync(join(tmpdir(), "muhr-draw-"));
  try {
    writeFileSync(join(folder, "in.pdf"), bytes);
    const words = ["-cropbox", "-gray", "-r", String(dpi), "-f", String(page), "-l", String(page)];
    execFileSync("pdftoppm", [...words, "-singlefile", "in.pdf", "out"], { cwd: folder });
    const file = readFileSync(join(folder, "out.pgm"));
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString("latin1"));
    if (!head) throw new Error("not a gray picture");
    return { width: Number(head[1]), height: Number(head[2]), gray: file.subarray(head[0].length) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The pixels that differ between two pictures of one size. */
export function differentPixels(a: Picture, b: Picture): { x: number; y: number }[] {
  if (a.width !== b.width || a.height !== b.height) throw new Error("pictures of two sizes");
  const found: { x: number; y: number }[] = [];
  for (let at = 0; at < a.gray.length; at += 1) {
    if (Math.abs((a.gray[at] ?? 0) - (b.gray[at] ?? 0)) > 12) {
      found.push({ x: at % a.width, y: Math.floor(at / a.width) });
    }
  }
  return found;
}
