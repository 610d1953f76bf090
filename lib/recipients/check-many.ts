import type { CsvProblem, CsvRow } from "@/lib/kernel/read-csv";
import { readCsv } from "@/lib/kernel/read-csv";
import type { IdentityPart } from "@/lib/vocabulary/capabilities";
import type { TemplateField } from "@/lib/vocabulary/template";
import type { FormatName } from "./formats";
import { formats } from "./formats";
import type { ManyColumn } from "./many-columns";
import { foldHeader } from "./many-columns";
import { toPlainText } from "./plain-text";
import { checkTemplateValue, longestValue, proposeAmountWords } from "./template-values";
import type { FormatProblem, ProblemValues } from "./verdict";

/** Of one file. */
export const manyLimits = { rows: 500, bytes: 1_000_000, title: 200, line: 120 } as const;

export type ManyPerson = {
  readonly slotId: string;
  readonly parts: Readonly<Partial<Record<IdentityPart, string>>>;
};
type Fault = { readonly why: FormatProblem | "too_long"; readonly values: ProblemValues };
/** What is wrong with one cell. */
export type ManyProblem = Fault & { readonly header: string; readonly found: string };
export type ManyRow = {
  /** 1-based, of the file. */
  readonly line: number;
  /** Rows that are equal are told apart by this: 0 for the first of them. */
  readonly occurrence: number;
  readonly title: string;
  readonly people: readonly ManyPerson[];
  readonly values: readonly Pick<TemplateField & { value: string }, "group" | "name" | "value">[];
  readonly problems: readonly ManyProblem[];
};
export type ManyReading =
  | { readonly ok: true; readonly rows: readonly ManyRow[]; readonly unknown: readonly string[] }
  | {
      readonly ok: false;
      readonly problem:
        | CsvProblem
        | { readonly code: "file_too_large" | "not_utf8" | "too_many_rows" | "no_rows" }
        | {
            readonly code: "columns_missing" | "columns_twice";
            readonly headers: readonly string[];
          }
        | { readonly code: "cells_too_many"; readonly line: number };
    };

/** A filled table, every cell of it checked as the forms check theirs. */
export function checkMany(text: string, columns: readonly ManyColumn[]): ManyReading {
  if (new TextEncoder().encode(text).length > manyLimits.bytes)
    return { ok: false, problem: { code: "file_too_large" } };
  // What a browser writes for letters of another encoding; names would go out unreadable.
  if (text.includes("\ufffd")) return { ok: false, problem: { code: "not_utf8" } };
  const reading = readCsv(text);
  if (!reading.ok) return reading;
  const [head, ...body] = reading.rows;
  if (!head || body.length === 0) return { ok: false, problem: { code: "no_rows" } };
  if (body.length > manyLimits.rows) return { ok: false, problem: { code: "too_many_rows" } };
  const found = head.cells.map(foldHeader);
  const known = columns.map(({ header }) => foldHeader(header));
  const twice = columns.filter(
    (_, index) => found.filter((one) => one === known[index]).length > 1,
  );
  if (twice.length > 0) return refuseColumns("columns_twice", twice);
  const missing = columns.filter(
    (column, index) => isRequired(column) && !found.includes(known[index] ?? ""),
  );
  if (missing.length > 0) return refuseColumns("columns_missing", missing);
  // A cell too many means that a separator stands unquoted in a text, so that others have shifted.
  const shifted = body.find(({ cells }) =>
    cells.slice(head.cells.length).some((cell) => cell.trim() !== ""),
  );
  if (shifted) return { ok: false, problem: { code: "cells_too_many", line: shifted.line } };
  const places = known.map((header) => found.indexOf(header));
  return {
    ok: true,
    rows: countEqual(body.map((row) => checkRow(row, columns, places))),
    unknown: head.cells.filter((cell, index) => cell.trim() && !known.includes(found[index] ?? "")),
  };
}

const refuseColumns = (
  code: "columns_missing" | "columns_twice",
  columns: readonly ManyColumn[],
): ManyReading => ({
  ok: false,
  problem: { code, headers: columns.map(({ header }) => header) },
});

/** An amount in words is made from its figures where its column is missing or empty. */
const isRequired = (column: ManyColumn): boolean => {
  if (column.kind === "title") return false;
  if (column.kind === "person") return column.asked.isRequired;
  return column.field.isRequired && column.field.amountOf === null;
};

type Unnumbered = Omit<ManyRow, "occurrence">;

function countEqual(rows: readonly Unnumbered[]): ManyRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const content = JSON.stringify([row.title, row.people, row.values]);
    const occurrence = seen.get(content) ?? 0;
    seen.set(content, occurrence + 1);
    return { ...row, occurrence };
  });
}

function checkRow(
  { line, cells }: CsvRow,
  columns: readonly ManyColumn[],
  places: readonly number[],
): Unnumbered {
  const typed = columns.map((column, index) => ({
    column,
    text: toLine(cells[places[index] ?? -1]),
  }));
  const textOf = (group: string, name: string | null) =>
    typed.find(
      ({ column }) =>
        column.kind === "value" && column.field.group === group && column.field.name === name,
    )?.text ?? "";
  let title = "";
  const people = new Map<string, Partial<Record<IdentityPart, string>>>();
  const values: ManyRow["values"][number][] = [];
  const problems: ManyProblem[] = [];
  for (const { column, text } of typed) {
    const problem = checkCell(column, text, textOf);
    if (problem) problems.push({ header: column.header, found: text, ...problem });
    if (column.kind === "title") title = text;
    else if (column.kind === "person")
      people.set(column.slotId, { ...people.get(column.slotId), [column.asked.part]: text });
    else {
      const { group, name } = column.field;
      values.push({ group, name, value: filledText(column.field, text, textOf) });
    }
  }
  return {
    line,
    title,
    people: [...people].map(([slotId, parts]) => ({ slotId, parts })),
    values: values.filter(({ value }) => value !== ""),
    problems,
  };
}

/** As the forms have it: what a spreadsheet broke into lines is one line. */
const toLine = (cell = ""): string =>
  toPlainText([...cell].map((letter) => (letter < " " ? " " : letter)).join(""));

type TextOf = (group: string, name: string | null) => string;

const filledText = ({ group, amountOf }: TemplateField, text: string, textOf: TextOf): string =>
  text === "" && amountOf !== null
    ? (proposeAmountWords(textOf(group, amountOf), "rial") ?? "")
    : text;

function checkCell(column: ManyColumn, text: string, textOf: TextOf): Fault | undefined {
  const longest = longestOf(column);
  if (text.length > longest) return { why: "too_long", values: { longest } };
  if (column.kind === "title") return undefined;
  if (column.kind === "person") return checkPart(column.asked, text);
  const verdict = checkTemplateValue(column.field, filledText(column.field, text, textOf));
  return verdict.ok ? undefined : { why: verdict.problem, values: verdict.values };
}

function longestOf(column: ManyColumn): number {
  if (column.kind === "value") return longestValue;
  if (column.kind === "title") return manyLimits.title;
  return column.asked.part === "phone" ? 40 : manyLimits.line;
}

function checkPart(
  { part, scheme, isRequired }: Extract<ManyColumn, { kind: "person" }>["asked"],
  text: string,
): Fault | undefined {
  if (text === "") return isRequired ? { why: "empty", values: {} } : undefined;
  // The portal keeps an address only if it is one, whatever the provider asks.
  const format = part === "email" ? "email" : scheme;
  if (!isFormat(format)) return undefined;
  const verdict = formats[format](text);
  return verdict.ok ? undefined : { why: verdict.problem, values: verdict.values };
}

const isFormat = (scheme: string): scheme is FormatName => scheme in formats;
