import { describe, expect, test } from "vitest";
import { readCsv } from "./read-csv";
import { writeCsv } from "./write-csv";

const cellsOf = (text: string) => {
  const reading = readCsv(text);
  if (!reading.ok) throw new Error(reading.problem.code);
  return reading.rows.map(({ cells }) => cells);
};

describe("a table file", () => {
  test("comes back as it was written", () => {
    const rows = [
      ["name", "says"],
      ["Sara; Ahmadi", 'a "quoted" word, and a comma'],
      ["سارا", "two\nlines"],
    ];
    expect(cellsOf(writeCsv(rows))).toEqual(rows);
  });

  test.each([
    [
      "semicolons",
      "a;b\r\n1,5;2",
      [
        ["a", "b"],
        ["1,5", "2"],
      ],
    ],
    [
      "tabs",
      "a\tb\n1;2\t3\n",
      [
        ["a", "b"],
        ["1;2", "3"],
      ],
    ],
    [
      "a separator inside a quoted first cell",
      '"a;b;c",d\n1,2',
      [
        ["a;b;c", "d"],
        ["1", "2"],
      ],
    ],
    [
      "old line ends",
      "a,b\r1,2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "empty cells",
      "a,b,c\n,,3\n1,,",
      [
        ["a", "b", "c"],
        ["", "", "3"],
        ["1", "", ""],
      ],
    ],
    [
      "empty rows",
      "a,b\n\n,\n1,2\n\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["an empty file", "\ufeff", []],
    [
      "an empty quoted cell",
      'a,b\n"",2',
      [
        ["a", "b"],
        ["", "2"],
      ],
    ],
  ])("may have %s", (_, text, rows) => expect(cellsOf(text)).toEqual(rows));

  test("says on which line of the file each row begins", () => {
    const reading = readCsv('a,b\r\n"two\r\nlines",1\r\n\r\nx,y');
    expect(reading.ok && reading.rows.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  test.each([
    ["a quote that is never closed", 'a,b\n1,2\n"x,y\nz,w\n', "quote_open", 3],
    ["a quote inside a cell", 'a,b\n1"2,3', "quote_misplaced", 2],
    ["text behind a closing quote", 'a,b\n"1"2,3', "quote_misplaced", 2],
  ])("is refused with %s, named by its line", (_, text, code, line) =>
    expect(readCsv(text)).toEqual({ ok: false, problem: { code, line } }),
  );
});
