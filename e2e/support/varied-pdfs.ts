import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { allSaved } from "./boxes";
import type { Person } from "./office";
import { linkOf, namePeople, saveFile, send, signOnPhone, toReview, upload } from "./office";
import { correlation, gridOfCanvas, gridOfRaster, spread } from "./picture-grid";
import type { Raster } from "./read-pdf";
import { checkStructure, rasterise, validSignatures } from "./read-pdf";
import { expect } from "./test";

export type VariedPdf = {
  /** In `e2e/fixtures/pdf`. */
  readonly name: string;
  readonly pages?: number;
  /** What is answered about its form. */
  readonly form?: "keep" | "flatten";
  /** Files of ours that pdf.js must fetch for it. */
  readonly needs?: RegExp;
  /** Much like another one: opened by `npm run test:editor` only. */
  readonly isAlike?: true;
  /** Poppler has no fonts for it here, so that only pdf.js shows its text. */
  readonly isUnlikePoppler?: true;
};

export const variedPdfs: readonly VariedPdf[] = [
  { name: "cairo" },
  { name: "chromium", isAlike: true },
  { name: "font-type3", isAlike: true },
  { name: "fonts-cjk", needs: /^\/pdfjs\/cmaps\/Uni.*\.bcmap$/, isUnlikePoppler: true },
  { name: "fonts-persian-not-embedded", isUnlikePoppler: true },
  { name: "fonts-standard", needs: /^\/pdfjs\/standard_fonts\// },
  { name: "form", form: "keep" },
  { name: "form", form: "flatten" },
  { name: "ghostscript", pages: 2, isAlike: true },
  { name: "groff", isAlike: true },
  { name: "incremental", pages: 4, isAlike: true },
  { name: "jpeg-cmyk", needs: /^\/pdfjs\/(wasm|iccs)\// },
  { name: "jpeg-icc", needs: /^\/pdfjs\/wasm\/qcms/, isAlike: true },
  { name: "latex", pages: 2, isAlike: true },
  { name: "libreoffice" },
  { name: "linearised", pages: 4, isAlike: true },
  { name: "object-streams", pages: 4, isAlike: true },
  { name: "page-huge" },
  { name: "pages-mixed", pages: 6 },
  { name: "scan-ccitt-g4", isAlike: true },
  { name: "scan-jbig2", needs: /^\/pdfjs\/wasm\/jbig2/ },
  { name: "scan-jpx", needs: /^\/pdfjs\/wasm\/openjpeg/ },
  { name: "version-1.3", pages: 4, isAlike: true },
];

export const titleOf = ({ name, form }: VariedPdf): string =>
  form ? `${name}.pdf (${form})` : `${name}.pdf`;

/** Not taken, and the reason is the code of a sentence. */
export const refusedPdfs = [{ name: "page-tiny", code: "document_page_size" }] as const;

/** What the browser asked for, and what it or pdf.js complained of. */
export type Watched = { readonly requests: string[]; readonly complaints: string[] };

export function watch(context: BrowserContext): Watched {
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  context.on("console", (message) => {
    if (message.type() === "error" || message.text().startsWith("Warning:"))
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  return { requests, complaints };
}

/** Opens it in the editor: every page is drawn, and as poppler draws it. */
export async function checkOpens(
  person: Person,
  { requests, complaints }: Watched,
  { name, pages = 1, form, needs, isUnlikePoppler }: VariedPdf,
): Promise<void> {
  const { page } = person;
  const bytes = readFileSync(`e2e/fixtures/pdf/${name}.pdf`);
  requests.length = 0;
  await upload(person, `${name}.pdf`, bytes, form);
  // The question that a form raises is an answer 422.
  complaints.length = 0;
  await namePeople(person, name, [{ name: "Ali Rezaei" }]);
  await expect(page.locator("[data-page]")).toHaveCount(pages);
  const rasters = rasterise(bytes, { longestSide: 480 });
  for (let number = 1; number <= pages; number++) {
    await page.getByRole("button", { name: new RegExp(`^Page ${number}, `) }).click();
    const raster = rasters[number - 1];
    if (!raster) throw new Error(`Poppler drew no page ${number}`);
    // A long strip beside wide pages is some pixels across: too few to be compared.
    const isStrip = raster.width < raster.height / 10;
    await expectPicture(page, number, isUnlikePoppler || isStrip ? undefined : raster);
  }
  const own = new URL(page.url()).origin;
  const strange = requests.filter(
    (url) => !/^(blob|data):/.test(url) && new URL(url).origin !== own,
  );
  expect(strange).toEqual([]);
  if (needs)
    expect(
      requests.map((url) => new URL(url).pathname).filter((each) => needs.test(each)),
    ).not.toEqual([]);
  expect(complaints).toEqual([]);
}

/** Seals what `checkOpens` opened: placed, sent, signed, and read by qpdf and pdfsig. */
export async function checkSeals(person: Person, phone: Person): Promise<void> {
  const { page, words } = person;
  await page.locator("button[data-surface]").last().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-box]")).toHaveCount(1);
  await allSaved(page);
  await toReview(person);
  await send(person);
  await signOnPhone(phone, await linkOf(person, "Ali Rezaei"), "drawn", "Ali Rezaei");
  await expect(page.getByText(words.status.envelope.completed).first()).toBeVisible();
  const sealed = await saveFile(person, words.envelope.fileSigned);
  checkStructure(sealed);
  expect(validSignatures(sealed)).toBe(1);
}

/** Not blank, and within a few grey levels of poppler's picture. */
async function expectPicture(page: Page, number: number, raster: Raster | undefined) {
  const canvas = page.locator(`[data-page="${number}"] canvas`).locator("visible=true");
  await expect(canvas).toHaveCount(1);
  await expect
    .poll(async () => judge(await gridOfCanvas(canvas), raster && gridOfRaster(raster)), {
      timeout: 20_000,
      message: `the picture of page ${number}`,
    })
    .toBe("as it should be");
}

function judge(grid: readonly number[], wanted: readonly number[] | undefined): string {
  if (spread(grid) < 0.5) return "blank";
  if (!wanted) return "as it should be";
  const off = grid.reduce((sum, cell, index) => sum + Math.abs(cell - (wanted[index] ?? 0)), 0);
  const likeness = correlation(grid, wanted);
  return off / grid.length < 10 && likeness > 0.9
    ? "as it should be"
    : `${(off / grid.length).toFixed(1)} grey levels off poppler's, alike ${likeness.toFixed(3)}`;
}
