/** Thrown away with the file: `line` is 1-based, where the row began. */
export type CsvProblem = { readonly code: "quote_open" | "quote_misplaced"; readonly line: number };
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };
export type CsvReading =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly problem: CsvProblem };

const separators = [",", ";", "\t"] as const;

/** The separator that the first line has most of, outside quotes; a comma when it has none. */
function separatorOf(text: string): string {
  const [first = ""] = text.replace(/"[^"]*"/g, "").split(/\r?\n|\r/, 1);
  const count = (mark: string) => first.split(mark).length;
  return separators.toSorted((one, other) => count(other) - count(one))[0] ?? ",";
}

/**
 * A table as RFC 4180 has it, also with semicolons or tabs, and with or without a byte order mark.
 * Rows without any text are left out. Marks that are neither separator nor end of line stay as they
 * are; a quote inside or after a cell is refused, because cells would shift unseen.
 */
export function readCsv(file: string): CsvReading {
  const text = file.replace(/^\ufeff/, "");
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let began = 1;
  let at = 0;
  const refuse = (code: CsvProblem["code"]): CsvReading => ({
    ok: false,
    problem: { code, line: began },
  });
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      const end = endOfQuoted(text, at + 1);
      if (end === -1) return refuse("quote_open");
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const start = at;
      while (at < text.length && !isEnd(text[at], separator)) at++;
      cell = text.slice(start, at);
      if (cell.includes('"')) return refuse("quote_misplaced");
    }
    if (at < text.length && !isEnd(text[at], separator)) return refuse("quote_misplaced");
    cells.push(cell);
    line += cell.split(/\r\n|\r|\n/).length - 1;
    if (text[at] === separator) {
      at++;
      // A separator at the very end has one more empty cell behind it.
      if (at < text.length) continue;
      cells.push("");
    }
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    line++;
    if (cells.some((each) => each.trim() !== "")) rows.push({ line: began, cells });
    cells = [];
    began = line;
  }
  return { ok: true, rows };
}

const isEnd = (letter: string | undefined, separator: string): boolean =>
  letter === separator || letter === "\r" || letter === "\n";

/** Where the closing quote is; -1 without one. Two quotes stand for one. */
function endOfQuoted(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}
