import { expect, test } from "vitest";
import { writeCsv } from "./write-csv";

test("a table begins with a byte order mark and ends every line with CR LF", () => {
  expect(
    writeCsv([
      ["a", "نام"],
      ["1", "سارا"],
    ]),
  ).toBe("\ufeffa,نام\r\n1,سارا\r\n");
});

test("commas, quotes and line breaks stay in their cell", () => {
  expect(writeCsv([["a,b", 'say "x"', "two\nlines", " edge"]])).toBe(
    '\ufeff"a,b","say ""x""","two\nlines"," edge"\r\n',
  );
});

test.each(["=1+1", "+98912", "-5", "@SUM(A1)", "\t=1", "  =1", "\n=1", "\r-1", "＝1", "－1"])(
  "%j is no formula in a spreadsheet",
  (text) => {
    const cell = writeCsv([[text]]).slice(1, -2);
    expect(cell.replace(/^"/, "")[0]).toBe("'");
    expect(cell).toContain(text);
  },
);

test("plain values, long digits and dates stay as they are", () => {
  expect(writeCsv([["6037991234567890", "0012345679", "IR06", "2026-01-01"]])).toBe(
    "\ufeff6037991234567890,0012345679,IR06,2026-01-01\r\n",
  );
});
