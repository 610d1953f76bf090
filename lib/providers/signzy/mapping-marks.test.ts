import { describe, expect, test } from "vitest";
import { toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { Values } from "@/lib/provider-kit/contract";
import { signzy } from ".";
import { widthOf } from "./mapping-helvetica";
import { challan, eStamp } from "./mapping-testing";
import { stampLocations } from "./options";
import { placeIn } from "./sandbox-boxes";
import { splitPlace } from "./sandbox-constants";
import { breakLines, leading, widthOf as sandboxWidthOf } from "./sandbox-text";

const page = (rotation: PageBox["rotation"] = 0, also: Partial<PageBox> = {}): PageBox => ({
  cropBox: [0, 0, 595, 842],
  rotation,
  userUnit: 1,
  ...also,
});
const draw = (change: Values = {}, pages: readonly PageBox[] = [page()]) =>
  signzy.drawMarks?.({ ...challan, ...change }, pages) ?? [];
const custom = (stampText: string) => ({ hasStampText: true, stampText });

describe("what an e-challan writes on the pages", () => {
  test("is the usual sentence, with gaps where only the provider knows", () => {
    const [mark, ...others] = draw();
    expect(others).toEqual([]);
    expect(mark).toMatchObject({ page: 1, fontSize: 9 });
    expect(mark?.lines.join(" ").replaceAll(/…+/g, "…")).toBe(
      "Stamp duty of Rs. 1 paid via Stamp Paper Certificate No. … dated …",
    );
  });

  test("is a text of one's own with its nine variables", () => {
    const stampText =
      "{{challanNo}}|{{challanDate}}|{{stateCode}}|{{firstParty}}|{{articleCode}}|{{amount}}|{{secondPartyName}}|{{purposeOfStampDuty}}|{{ stampDutyPaidBy }}|{{constructor}}";
    const [mark] = draw({ ...custom(stampText), stampArticle: "ka001", stampPaidBy: "second" });
    const said = mark?.lines.join("").replaceAll(/…+/g, "…").replaceAll(" ", "");
    expect(said).toBe("…|…|KA|Signzy|KA001|1|AshaNair|Lease|AshaNair|{{constructor}}");
  });

  test("is as wide as with a number and a date of usual length", () => {
    const wide = (stampText: string) => draw(custom(stampText))[0]?.rect.width ?? 0;
    expect(wide("{{challanNo}}")).toBeGreaterThan(widthOf("KA12345678901234", 9));
    expect(wide("{{challanDate}}")).toBeGreaterThanOrEqual(widthOf("26/11/2026", 9) - 1);
  });

  test("is nothing without a text, without an e-challan, or on pages that are not there", () => {
    expect(draw(custom(" "))).toEqual([]);
    expect(draw({ hasStampText: true })).toEqual([]);
    expect(draw({ stamp: "none" })).toEqual([]);
    expect(signzy.drawMarks?.(eStamp, [page()])).toEqual([]);
    expect(draw({ stampPages: "2" })).toEqual([]);
    expect(draw({ stampState: "XX" })).toEqual([]);
  });

  test("stands on each of its pages", () => {
    const pages = [page(), page(90), page()];
    expect(draw({ stampPages: "1, 3" }, pages).map((mark) => mark.page)).toEqual([1, 3]);
  });

  test("is half filled while somebody is typing", () => {
    const [mark] = signzy.drawMarks?.({ stamp: "e_challan", stampAmount: "x" }, [page()]) ?? [];
    expect(mark?.lines.join(" ")).toContain("Rs. … paid");
  });

  test("is broken between words, at half the page's width, and nowhere else", () => {
    const [mark] = draw(custom(`${"word ".repeat(60)}\n${"x".repeat(200)}`));
    const lines = mark?.lines ?? [];
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(widthOf(line, 9)).toBeLessThanOrEqual(595 / 2);
    expect(lines.join("").replaceAll(/[ \n]/g, "")).toBe("word".repeat(60) + "x".repeat(200));
    expect(draw(custom("Paid\n\nto the state"))[0]?.lines).toEqual(["Paid to the state"]);
  });
});

describe("the place of the text, 36 points from the visible edge", () => {
  const turns = [0, 90, 180, 270] as const;
  test.each(turns)("is upright as a page turned by %i is seen", (rotation) => {
    const turned = page(rotation, { cropBox: [10, 20, 605, 862] });
    const [seenWidth, seenHeight] = rotation % 180 === 0 ? [595, 842] : [842, 595];
    for (const stampPlace of Object.keys(stampLocations)) {
      const [mark] = draw({ ...custom("Paid"), stampPlace }, [turned]);
      if (!mark) throw new Error("Nothing is drawn");
      const { x, y, width, height } = toViewRect(mark.rect, turned, 1);
      const [row, column] = stampPlace.split("_");
      expect(width).toBeCloseTo(widthOf("Paid", 9));
      expect(x).toBeCloseTo(column === "left" ? 36 : (seenWidth - width) / 2);
      expect(y).toBeCloseTo(
        { top: 36, middle: (seenHeight - height) / 2, bottom: seenHeight - 36 - height }[
          row ?? ""
        ] ?? -1,
      );
    }
  });

  test("counts points, whatever unit the page has", () => {
    const [mark] = draw(custom("Paid"), [page(0, { cropBox: [0, 0, 297.5, 421], userUnit: 2 })]);
    expect(mark?.rect.x).toBeCloseTo(36);
    expect(mark?.rect.y).toBeCloseTo(36);
  });
});

describe("the sandbox, which somebody else wrote, would write it", () => {
  const long = "Stamp duty paid for the lease of flat 12 in Bengaluru. ".repeat(6);

  test.each([0, 90, 180, 270] as const)("at the same places of a page turned by %i", (rotation) => {
    const box = page(rotation);
    const sight = { width: viewSize(box, 1).width, height: viewSize(box, 1).height };
    for (const [stampPlace, location] of Object.entries(stampLocations)) {
      const [mark] = draw({ ...custom(long), stampPlace }, [box]);
      if (!mark) throw new Error("Nothing is drawn");
      const lines = breakLines(long, sight.width / 2);
      expect(mark.lines).toEqual(lines);
      const size = {
        width: Math.max(...lines.map((line) => sandboxWidthOf(line))),
        height: lines.length * leading,
      };
      const theirs = placeIn(sight, splitPlace(location), size);
      const ours = toViewRect(mark.rect, box, 1);
      expect(ours.x).toBeCloseTo(theirs.x);
      expect(sight.height - ours.y - ours.height).toBeCloseTo(theirs.y);
      expect([ours.width, ours.height]).toEqual([
        expect.closeTo(theirs.width),
        expect.closeTo(theirs.height),
      ]);
    }
  });
});

test.each([
  ["A", 667],
  ["i", 222],
  [" ", 278],
  ["Wj", 944 + 222],
  ["~", 584],
  ["…", 1000],
])("the width of %j is that of Helvetica", (text, thousandths) => {
  expect(widthOf(text, 1_000)).toBe(thousandths);
});
