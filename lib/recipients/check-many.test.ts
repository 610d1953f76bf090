import { expect, test } from "vitest";
import { writeCsv } from "@/lib/kernel/write-csv";
import { identityParts } from "@/lib/vocabulary/capabilities";
import type { TemplateField, TemplateShape } from "@/lib/vocabulary/template";
import { checkMany, manyLimits } from "./check-many";
import { columnsOf } from "./many-columns";

const field = (name: string, also: Partial<TemplateField> = {}): TemplateField => ({
  group: "document",
  name,
  label: name,
  kind: "text",
  rawType: "",
  isRequired: true,
  amountOf: null,
  ...also,
});
const shape: TemplateShape = {
  externalId: "7",
  slots: [{ id: "a", title: "خریدار", role: "signer" }],
  fields: [
    field("rent", { kind: "rial_amount", label: "Rent" }),
    field("words", { kind: "amount_words", amountOf: "rent" }),
    field("city-1", { label: "City", isRequired: false }),
    field("city-2", { label: "city", isRequired: false }),
  ],
};
const words = {
  title: "Title",
  parts: Object.fromEntries(identityParts.map((part) => [part, part])) as Record<
    (typeof identityParts)[number],
    string
  >,
};
const columns = columnsOf(
  shape,
  [
    { part: "phone", scheme: "iran_mobile", isRequired: true },
    { part: "national_id", scheme: "national_code", isRequired: false },
  ],
  words,
);
const headers = columns.map(({ header }) => header);
const good = ["", "Sara", "09121234567", "0012345679", "12500000", "", "", ""];
const check = (...rows: string[][]) => checkMany(writeCsv([headers, ...rows]), columns);

test("headers are people's words, with the technical name where two are alike", () => {
  expect(headers).toEqual([
    "Title",
    "خریدار – name",
    "خریدار – phone",
    "خریدار – national_id",
    "Rent",
    "words",
    "City (city-1)",
    "city (city-2)",
  ]);
});

test("a right row is ready, and its amount in words comes from the figures", () => {
  const reading = check(good);
  expect(reading).toMatchObject({ ok: true, unknown: [], rows: [{ line: 2, problems: [] }] });
  expect(reading.ok && reading.rows[0]?.values).toEqual([
    { group: "document", name: "rent", value: "12500000" },
    { group: "document", name: "words", value: "دوازده میلیون و پانصد هزار ریال" },
  ]);
});

test("every wrong cell is named as the form would name it", () => {
  const reading = check(["", "", "0912123456", "0012345678", "", "", "", ""]);
  expect(reading.ok && reading.rows[0]?.problems.map(({ header, why }) => [header, why])).toEqual([
    ["خریدار – name", "empty"],
    ["خریدار – phone", "iran_mobile_short"],
    ["خریدار – national_id", "national_code_wrong"],
    ["Rent", "empty"],
    ["words", "empty"],
  ]);
});

test("a title or name that is too long is a problem of its cell", () => {
  const reading = check(good.with(0, "x".repeat(201)).with(1, "y".repeat(121)));
  expect(reading.ok && reading.rows[0]?.problems).toMatchObject([
    { why: "too_long", values: { longest: 200 } },
    { why: "too_long", values: { longest: 120 } },
  ]);
});

test("columns may come in any order and case; strange ones are named", () => {
  const file = "rent;Note;خریدار - PHONE;خريدار – name\n12500000;x;09121234567;Sara";
  const reading = checkMany(file, columns);
  expect(reading).toMatchObject({ ok: true, unknown: ["Note"] });
  expect(reading.ok && reading.rows[0]?.problems).toEqual([]);
});

test("equal rows are told apart", () => {
  const reading = check(good, good.with(0, "Other"), good);
  expect(reading.ok && reading.rows.map(({ occurrence }) => occurrence)).toEqual([0, 0, 1]);
});

test.each([
  ["no rows", writeCsv([headers]), { code: "no_rows" }],
  ["a needed column missing", "Rent\n1", { code: "columns_missing", headers: headers.slice(1, 3) }],
  [
    "a column twice",
    `${headers.join(",")},Rent\n`.repeat(2),
    { code: "columns_twice", headers: ["Rent"] },
  ],
  ["shifted cells", writeCsv([headers, good, [...good, "x"]]), { code: "cells_too_many", line: 3 }],
  ["too many rows", writeCsv([headers, ...Array(501).fill(good)]), { code: "too_many_rows" }],
  ["letters of another encoding", `${headers.join(",")}\n\ufffd\ufffd`, { code: "not_utf8" }],
  ["too many bytes", "ی".repeat(manyLimits.bytes / 2 + 1), { code: "file_too_large" }],
])("a file with %s is refused whole", (_, text, problem) =>
  expect(checkMany(text, columns)).toEqual({ ok: false, problem }),
);
