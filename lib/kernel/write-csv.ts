/** What a spreadsheet would take for a formula, also behind white space; full-width signs count. */
const looksLikeFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/**
 * One cell of RFC 4180. A leading apostrophe keeps what would be a formula a text
 * (OWASP, "CSV Injection").
 */
function toCell(text: string): string {
  const safe = looksLikeFormula.test(text) ? `'${text}` : text;
  return /[",\r\n\t;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Before the first line: a byte order mark, by which spreadsheets know UTF-8. */
export const csvStart = "\ufeff";

/** One line of a table as RFC 4180 has it. */
export const toCsvLine = (row: readonly string[]): string => `${row.map(toCell).join(",")}\r\n`;

export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  csvStart + rows.map(toCsvLine).join("");
