import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSignatureLines } from "./find-signature-lines";
import { toPdfRect, toViewRect, viewSize } from "./geometry";
import type { PageFacts, Segment, TextRun } from "./page-facts";
import type { PageBox } from "./schema";

const a4: PageBox = { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 };
const size = 11;

/** Text whose upper left corner is here as seen; points. */
function run(text: string, x: number, y: number, page = a4, width = text.length * 5.4): TextRun {
  return { text, rect: toPdfRect({ space: "view", x, y, width, height: size }, page, 1) };
}
const rule = (x: number, y: number, width: number, page = a4): Segment =>
  toPdfRect({ space: "view", x, y, width, height: 0.5 }, page, 1);
const post = (x: number, y: number, height: number): Segment =>
  toPdfRect({ space: "view", x, y, width: 0.5, height }, a4, 1);
const facts = (some: Partial<PageFacts>): PageFacts => ({
  page: a4,
  runs: [],
  segments: [],
  widgets: [],
  ...some,
});
/** Where the proposals are as seen: left, top, right, bottom. */
const seen = (some: Partial<PageFacts>) =>
  findSignatureLines(facts(some)).map((found) => {
    const { x, y, width, height } = toViewRect(found.rect, some.page ?? a4, 1);
    return { ...found, left: x, top: y, right: x + width, bottom: y + height };
  });

const blank = "______________________________";

describe("the word for a signature is known beside a line, in every language", () => {
  test.each([
    ["en", "Signature"],
    ["en", "Signed by"],
    ["en", "By"],
    ["en", "Authorized signatory"],
    ["fa", "امضا"],
    ["fa", "محل امضاء"],
    ["fa", "مهر و امضا"],
    ["fa with kashidas", "امـــضـــا"],
    ["fa, Arabic keyboard", "امضاي مدير"],
    ["fa, presentation forms", "\ufe8d\ufee3\ufec0\ufe8e"],
    ["fa, last letter first", "اضما"],
    ["fa with a joiner", "امضا\u200cکننده"],
    ["uz-Latn", "Imzo"],
    ["uz-Latn", "M.O‘."],
    ["uz-Cyrl", "Имзо"],
    ["uz-Cyrl", "ИМЗОСИ"],
    ["kaa", "Qolı"],
    ["kaa", "Қолы"],
    ["kaa", "Қол таңба"],
    ["ru", "Подпись"],
    ["ru", "М.П."],
    ["hi", "हस्ताक्षर"],
    ["hi", "दस्तख़त"],
  ])("%s: %s", (_, word) => {
    const isBackwards = /\p{Script=Arabic}/u.test(word);
    const [wordAt, lineAt] = isBackwards ? [450, 250] : [60, 180];
    const [found, ...more] = seen({
      runs: [run(`${word}:`, wordAt, 600), run(blank, lineAt, 600, a4, 180)],
    });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ reason: "underscores", confidence: 0.9 });
    expect(found?.left).toBeCloseTo(lineAt + 10, 0);
    expect(Math.abs((found?.bottom ?? 0) - (600 + size))).toBeLessThan(3);
  });
});

describe("a line for something else is not proposed", () => {
  test.each([
    "Date",
    "Name",
    "Date of signature",
    "تاریخ",
    "تاریخ امضا",
    "نام و نام خانوادگی",
    "Sana",
    "Imzo sanasi",
    "Сана",
    "Ф.И.Ш.",
    "Сәне",
    "Аты",
    "Дата",
    "Дата подписи",
    "Ф.И.О.",
    "Расшифровка подписи",
    "दिनांक",
    "नाम",
  ])("%s", (word) => {
    const isBackwards = /\p{Script=Arabic}/u.test(word);
    const [wordAt, lineAt] = isBackwards ? [450, 250] : [60, 170];
    expect(
      seen({ runs: [run(`${word}:`, wordAt, 600), run(blank, lineAt, 600, a4, 180)] }),
    ).toEqual([]);
  });
});

describe("running text that mentions signatures proposes nothing", () => {
  test.each([
    "Changes are valid only in writing and with the signature of both parties.",
    "The signature of the Client confirms this.",
    "این قرارداد در دو نسخه تنظیم و پس از امضا طرفین لازم‌الاجرا است.",
    "Mazkur shartnoma ikki nusxada tuzildi va imzo qo‘yilgan kundan kuchga kiradi.",
    "Мазкур шартнома имзо қўйилган кундан бошлаб кучга киради ва амал қилади.",
    "Бул шәртнама қол қойылған күннен баслап күшине киреди.",
    "Договор вступает в силу с момента подписания, подпись сторон обязательна.",
    "यह अनुबंध दोनों पक्षों के हस्ताक्षर होने की तिथि से प्रभावी होगा।",
  ])("%s", (sentence) => {
    expect(seen({ runs: [run(sentence, 60, 600, a4, 400)] })).toEqual([]);
  });

  test("nor do the last words of a paragraph, a numbered heading, or a list of contents", () => {
    const clause = "Any notice under this Agreement is to be given in writing and";
    expect(
      seen({ runs: [run(clause, 60, 600, a4, 450), run("bears a signature", 60, 615)] }),
    ).toEqual([]);
    expect(seen({ runs: [run("12. Signature", 60, 600)] })).toEqual([]);
    expect(seen({ runs: [run("Signatures of the parties", 60, 600)] })).toEqual([]);
  });

  test("nor a clause to be filled in, a table's border, an underlined word", () => {
    const clause = [
      run("between", 60, 600),
      run(blank, 110, 600, a4, 150),
      run("the Buyer and the Seller who live at the place", 265, 600),
    ];
    expect(seen({ runs: clause })).toEqual([]);
    const frame = [rule(60, 580, 200), rule(60, 620, 200), post(60, 580, 40), post(260, 580, 40)];
    expect(seen({ runs: [run("Price", 70, 590)], segments: frame })).toEqual([]);
    expect(
      seen({ runs: [run("Signature", 60, 100, a4, 70)], segments: [rule(60, 113, 70)] }),
    ).toEqual([]);
  });
});

test("one run holds words and lines: each line goes to the word before it", () => {
  const text = "Client: ______________________________   Date: ______________";
  const found = seen({ runs: [run(text, 56, 600, a4, 330)] });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ party: "client", reason: "underscores", confidence: 0.6 });
  expect(found[0]?.left).toBeGreaterThan(90);
  expect(found[0]?.right).toBeLessThan(270);
});

test("dots and kashidas are lines too, in pieces", () => {
  const dots = Array.from({ length: 12 }, (_, index) => run("…", 200 + index * 11, 600, a4, 11));
  expect(seen({ runs: [run("امضا:", 340, 600), ...dots] })).toHaveLength(1);
  expect(
    seen({ runs: [run("امضاء: ــــــــــــــــــــــــــــــ", 200, 600, a4, 200)] }),
  ).toHaveLength(1);
});

test("a word that is in pieces is put together, from either side", () => {
  const latin = [run("Sig", 60, 600, a4, 16), run("nature:", 76, 600, a4, 34)];
  expect(seen({ runs: [...latin, run(blank, 120, 600, a4, 170)] })[0]?.words).toBe("Signature");
  const persian = [run("ضا", 430, 600, a4, 12), run("ام", 442, 600, a4, 10)];
  expect(seen({ runs: [...persian, run(blank, 250, 600, a4, 170)] })[0]?.words).toBe("امضا");
});

describe("lines that are drawn", () => {
  test("have their word before, after, under or over them", () => {
    for (const word of [
      run("Подпись:", 60, 690),
      run("(подпись)", 330, 690),
      run("(подпись)", 190, 704),
      run("Подпись заказчика", 190, 650),
    ]) {
      const found = seen({ runs: [word], segments: [rule(120, 700, 200)] });
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ reason: "line_with_word", left: 140, right: 300 });
      expect(found[0]?.bottom).toBeCloseTo(700, 0);
    }
  });

  test("are joined from dashes, and are neither too short nor too long", () => {
    const dashes = Array.from({ length: 40 }, (_, index) => rule(120 + index * 5, 700, 3));
    const word = run("Signature:", 60, 690);
    expect(seen({ runs: [word], segments: dashes })[0]).toMatchObject({ reason: "line_with_word" });
    const short = seen({ runs: [word], segments: [rule(120, 700, 30)] });
    const long = seen({ runs: [word], segments: [rule(120, 700, 470)] });
    expect([...short, ...long].map(({ reason }) => reason)).not.toContain("line_with_word");
  });

  test("with captions under them are told apart", () => {
    const found = seen({
      runs: [
        run("Заказчик", 60, 690),
        run("(подпись)", 150, 704),
        run("(расшифровка подписи)", 270, 704, a4, 110),
        run("(дата)", 450, 704),
      ],
      segments: [rule(120, 700, 100), rule(260, 700, 130), rule(430, 700, 80)],
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ left: 120, right: 220, party: "client" });
  });

  test("leave the box only the free space above", () => {
    const found = seen({
      runs: [run("Signature:", 60, 690), run("Some words that end here", 130, 650, a4, 150)],
      segments: [rule(120, 700, 200)],
    });
    expect(found[0]?.top).toBeGreaterThanOrEqual(660);
    expect(found[0]?.bottom).toBeCloseTo(700, 0);
  });
});

test("two columns, each under its party", () => {
  const found = seen({
    runs: [
      run("Landlord", 60, 600),
      run("Tenant", 330, 600),
      run("Signature", 60, 690),
      run("Signature", 330, 690),
    ],
    segments: [rule(120, 700, 150), rule(390, 700, 150)],
  });
  expect(found.map(({ party }) => party)).toEqual(["landlord", "tenant"]);
});

test("a Persian page is read from the right", () => {
  const found = seen({
    runs: [run("امضا طرف دوم", 100, 700), run("امضا طرف اول", 400, 700)],
  });
  expect(found.map(({ party, reason }) => [party, reason])).toEqual([
    ["first", "word"],
    ["second", "word"],
  ]);
});

test("under a heading for all parties their words are places", () => {
  const found = seen({
    runs: [run("Подписи сторон", 240, 600), run("Исполнитель", 80, 640), run("Заказчик", 380, 640)],
  });
  expect(found.map(({ party }) => party)).toEqual(["contractor", "client"]);
});

test("a heading's parties that have a line are not proposed a second time", () => {
  const found = seen({
    runs: [
      run("Подписи сторон", 240, 560),
      run("Заказчик", 80, 600),
      run("Исполнитель", 380, 600),
      run(blank, 80, 690, a4, 120),
      run("/ Петров П. П. /", 210, 690, a4, 80),
    ],
  });
  expect(found.map(({ party, reason }) => [party, reason])).toEqual([
    ["contractor", "word"],
    ["client", "underscores"],
  ]);
});

test("a label with a colon beats what happens to stand under its line", () => {
  const found = seen({
    runs: [
      run("تاریخ:", 520, 600),
      run(blank, 420, 600, a4, 95),
      run("امضای موجر", 440, 616),
      run("علی رضایی", 440, 628),
    ],
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ reason: "word", party: "landlord" });
  expect(found[0]?.top).toBeGreaterThan(639);
});

test("names go with the place that they are nearest to", () => {
  const found = seen({
    runs: [
      run("Signature", 60, 690),
      run("Ali Rezaei", 130, 705),
      run("Signature", 330, 690),
      run("Sara Ahmadi", 400, 705),
    ],
    segments: [rule(120, 700, 150), rule(390, 700, 150)],
  });
  expect(found.map(({ nearby }) => nearby)).toEqual([
    ["Signature", "Ali Rezaei"],
    ["Signature", "Sara Ahmadi"],
  ]);
});

test("an unnamed line over a signer's name is one, at the end of a page", () => {
  const under = (y: number) => ({
    runs: [run("Name: John Smith", 60, y + 3)],
    segments: [rule(60, y, 180)],
  });
  expect(seen(under(650))[0]).toMatchObject({ reason: "line_with_word", confidence: 0.6 });
  expect(seen(under(150))).toEqual([]);
});

test("Hindi words that the file tears apart are put together", () => {
  const [found] = seen({
    runs: [run("हस् ताक्ष र :", 60, 600), run(blank, 180, 600), run("प्र थम पक्ष", 60, 580)],
  });
  expect(found).toMatchObject({ reason: "underscores", party: "first" });
});

test("in Persian the place is on the left of a word whose colon the file holds first", () => {
  for (const text of ["امضا:", ":امضا"]) {
    const [found] = seen({ runs: [run(text, 400, 515)] });
    expect(found?.right).toBeLessThan(400);
  }
});

describe("tables", () => {
  const table = (rows: number) => [
    ...Array.from({ length: rows + 1 }, (_, row) => rule(60, 500 + row * 40, 400)),
    ...[60, 260, 460].map((x) => post(x, 500, rows * 40)),
  ];
  test("the cell beside the word", () => {
    const found = seen({ runs: [run("हस्ताक्षर", 70, 515)], segments: table(1) });
    expect(found).toHaveLength(1);
    expect(found[0]?.left).toBeGreaterThan(260);
    expect(found[0]?.right).toBeLessThan(460);
  });
  test("in Persian the cell on its left", () => {
    const found = seen({ runs: [run("امضا", 400, 515)], segments: table(1) });
    expect(found[0]?.right).toBeLessThan(260);
  });
  test("all cells under the head of a column", () => {
    const runs = ["Name", "Ali", "Sara"].map((text, row) => run(text, 70, 515 + row * 40));
    const found = seen({ runs: [...runs, run("Imzo", 270, 515)], segments: table(3) });
    expect(found.map(({ top }) => Math.round(top / 40))).toEqual([14, 15]);
  });
  test("each cell under the head of a column is for whom its row is about", () => {
    const runs = [run("شاهد", 400, 555), run("خریدار", 400, 595), run("مستأجر", 100, 480)];
    const found = seen({ runs: [...runs, run("امضا", 100, 515)], segments: table(3) });
    expect(found.map(({ party }) => party)).toEqual(["witness", "buyer"]);
  });
});

describe("signature fields of the file", () => {
  const widget = (isSigned: boolean, width = 150) => ({
    name: "Buyer",
    rect: toPdfRect({ space: "view", x: 100, y: 600, width, height: 40 }, a4, 1),
    isSigned,
  });
  test("come first and once, also where a line is", () => {
    const found = seen({
      widgets: [widget(false)],
      runs: [run("Signature:", 40, 630)],
      segments: [rule(100, 640, 150)],
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ reason: "form_field", left: 100, top: 600, words: "Buyer" });
  });
  test("are not proposed when they are signed or invisible", () => {
    expect(seen({ widgets: [widget(true), widget(false, 0)] })).toEqual([]);
  });
});

test("the box is where the line is seen on pages of every rotation, offset and unit", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
      fc.integer({ min: -300, max: 300 }),
      fc.constantFrom(0.5, 1, 2),
      (rotation, offset, userUnit) => {
        const page: PageBox = {
          cropBox: [offset, offset, offset + 700 / userUnit, offset + 842 / userUnit],
          rotation,
          userUnit,
        };
        const at = viewSize(page, 1).height - 100;
        const runs = [run("Signature:", 60, at - 10, page)];
        const [found] = seen({ page, runs, segments: [rule(130, at, 160, page)] });
        expect(found?.left).toBeCloseTo(130, 3);
        expect(found?.bottom).toBeCloseTo(at, 3);
      },
    ),
  );
});

test("never more than twenty on a page, none over another, none outside it", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          word: fc.constantFrom("Signature:", "امضا:", "Подпись", "Date", "Buyer", "a b c", blank),
          x: fc.integer({ min: -20, max: 600 }),
          y: fc.integer({ min: -20, max: 860 }),
        }),
        { maxLength: 80 },
      ),
      (words) => {
        const found = seen({
          runs: words.map(({ word, x, y }) => run(word, x, y)),
          segments: words.map(({ x, y }) => rule(x + 70, y + 9, 120)),
        });
        expect(found.length).toBeLessThanOrEqual(20);
        for (const { left, top, right, bottom } of found) {
          expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(595.01);
          expect(bottom).toBeLessThanOrEqual(842.01);
        }
      },
    ),
    { numRuns: 60 },
  );
});
