import { expect, test } from "vitest";
import { toFileName } from "./file-name";

const bytes = (text: string) => new TextEncoder().encode(text).byteLength;

test("letters of every script stay as they are", () => {
  for (const name of ["اجاره‌نامهٔ آپارتمان ۱۲", "Ўзбек шартнома № 7", "किराया", "Miete – Öl", "🏠"])
    expect(toFileName(name, 200)).toBe(name.normalize("NFC"));
});

test("no name leads out of its folder, turns around or is refused anywhere", () => {
  expect(toFileName("../../etc/passwd", 200)).toBe("etc passwd");
  expect(toFileName("..\\..\\C:\\Windows", 200)).toBe("C Windows");
  expect(toFileName('a<b>c:"d"|e?f*g', 200)).toBe("a b c d e f g");
  expect(toFileName("lease\u202Efdp.exe", 200)).toBe("leasefdp.exe");
  expect(toFileName("a\u0000b\nc\u2028d\ud800e", 200)).toBe("a b c d e");
  expect(toFileName(" .hidden. ", 200)).toBe("hidden");
  expect(toFileName("...", 200)).toBe("");
});

test("a long name ends after a whole letter", () => {
  const persian = toFileName("قرارداد ".repeat(60), 120);
  expect(bytes(persian)).toBeLessThanOrEqual(120);
  expect(bytes(persian)).toBeGreaterThan(110);
  expect(toFileName("👩‍👩‍👧".repeat(9), 40)).toBe("👩‍👩‍👧".repeat(2));
  expect(toFileName("é".repeat(9), 3)).toBe("é");
});
