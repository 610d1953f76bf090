import { Document, Font, Image, Page, Path, Svg, Text, View } from "@react-pdf/renderer";
import type { ComponentProps, ReactElement } from "react";
import { createElement as h } from "react";
import { brandMarkSvgPath } from "@/lib/pdf/brand-mark";
import type { Mark } from "@/lib/pdf/draw-mark";
import { fitStrokes, fitTyped } from "@/lib/pdf/draw-mark";
import type { FontFace } from "@/lib/pdf/font-files";
import { fontFile } from "@/lib/pdf/font-files";
import type { PathSegment } from "@/lib/pdf/shape-text";
import { toSvgPath } from "@/lib/pdf/shape-text";
import type {
  CertificateContent,
  CertificateEvent,
  CertificateRecipient,
  CertificateRow,
} from "./certificate-content";

const color = {
  ink: "#1C2529",
  muted: "#5B666B",
  line: "#D9DAD5",
  seal: "#B8321F",
  mark: "#162A5A",
};
/** Letters, of which the widest still fit beside a label. */
const longestWord = 36;
const partLength = 4;
const scripts = ["latin", "arabic", "devanagari"] as const;
const markSize = { width: 120, height: 44 };

/**
 * Anew for every document: the renderer's fonts keep each glyph with the letters that it first stood
 * for, and lines of a later document break inside a word where another one had put a glyph to
 * other letters.
 */
function registerFonts(): void {
  const registered = Font.getRegisteredFonts();
  for (const script of scripts) delete registered[script];
  const weights: readonly [FontFace, number][] = [
    ["regular", 400],
    ["semibold", 600],
  ];
  for (const [face, fontWeight] of weights) {
    for (const script of scripts) {
      Font.register({ family: script, src: fontFile(face, script), fontWeight });
    }
  }
  Font.registerHyphenationCallback(breakWord);
}

/**
 * Words of these languages are never cut with Latin hyphens. What is too long for a line, an address
 * or a number, is cut anywhere: an empty part is a place for a break that leaves no hyphen.
 */
function breakWord(word: string): string[] {
  if (word.length <= longestWord) return [word];
  const letters = [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment);
  const parts = letters.flatMap((_, at) =>
    at % partLength === 0 ? [letters.slice(at, at + partLength).join("")] : [],
  );
  return parts.flatMap((part, at) => (at === 0 ? [part] : ["", part]));
}

/** The certificate's pages for the renderer. */
export function certificatePages(content: CertificateContent): ReactElement {
  registerFonts();
  const look = new Look(content.direction === "rtl");
  return h(
    Document,
    { title: content.heading, language: content.language, creator: "Muhr", producer: "Muhr" },
    h(
      Page,
      { size: "A4", style: look.page },
      ...footer(content, look),
      h(
        View,
        { style: look.head },
        h(
          Svg,
          { width: 34, height: 34, viewBox: "0 0 34 34" },
          h(Path, { d: brandMarkSvgPath(34), fill: color.seal, fillRule: "evenodd" }),
        ),
        h(
          View,
          { style: { flex: 1 } },
          h(Text, { style: look.heading }, content.heading),
          h(Text, { style: look.introduction }, content.introduction),
        ),
        content.code && codePicture(content.code, look),
      ),
      h(View, { style: look.card }, ...content.summary.map((row) => rowLine(row, look))),
      h(Text, { style: look.section }, content.recipientsHeading),
      ...content.recipients.map((recipient) => recipientCard(recipient, look)),
      content.events.length > 0 &&
        h(Text, { style: look.section, minPresenceAhead: 40 }, content.eventsHeading),
      ...content.events.map((event) => eventLine(event, look)),
    ),
  );
}

function codePicture(code: NonNullable<CertificateContent["code"]>, look: Look): ReactElement {
  return h(
    View,
    { style: { width: 96, alignItems: "center" } },
    h(
      Svg,
      { width: 92, height: 92, viewBox: `0 0 ${code.size} ${code.size}` },
      h(Path, { d: code.path, fill: color.ink }),
    ),
    h(Text, { style: look.codeCaption }, code.caption),
  );
}

function rowLine(row: CertificateRow, look: Look): ReactElement {
  return h(
    View,
    { style: look.row, wrap: false },
    h(Text, { style: look.label }, row.label),
    h(Text, { style: row.code ? look.codeValue : look.value }, row.value),
  );
}

function recipientCard(recipient: CertificateRecipient, look: Look): ReactElement {
  return h(
    View,
    { style: look.card, wrap: false },
    h(
      View,
      { style: look.person },
      h(
        View,
        { style: { flex: 1 } },
        h(Text, { style: look.name }, recipient.name),
        h(Text, { style: look.role }, recipient.role),
      ),
      recipient.mark && h(View, { style: markSize }, markPicture(recipient.mark)),
    ),
    ...recipient.rows.map((row) => rowLine(row, look)),
  );
}

function markPicture(mark: Mark): ReactElement {
  const area = { x: 0, y: 0, ...markSize };
  if (mark.kind === "uploaded") {
    const format = mark.image[0] === 0xff ? "jpg" : "png";
    const data = Buffer.from(mark.image);
    return h(Image, { src: { data, format }, style: { ...markSize, objectFit: "contain" } });
  }
  if (mark.kind === "typed") return outlinePicture(fitTyped(mark, area), { fill: color.mark });
  const { outline, lineWidth } = fitStrokes(mark, area);
  return outlinePicture(outline, {
    stroke: color.mark,
    strokeWidth: lineWidth,
    strokeLinecap: "round",
    strokeLinejoin: "round",
    fill: "none",
  });
}

function outlinePicture(
  outline: readonly PathSegment[],
  paint: Omit<ComponentProps<typeof Path>, "d">,
): ReactElement {
  const d = toSvgPath(outline, { x: 0, y: markSize.height, scale: 1 });
  const viewBox = `0 0 ${markSize.width} ${markSize.height}`;
  return h(Svg, { ...markSize, viewBox }, h(Path, { ...paint, d }));
}

function eventLine(event: CertificateEvent, look: Look): ReactElement {
  return h(
    View,
    { style: look.event, wrap: false },
    h(Text, { style: look.eventTime }, event.time),
    h(
      View,
      { style: { flex: 1 } },
      h(Text, { style: look.eventText }, event.text),
      event.detail ? h(Text, { style: look.detail }, event.detail) : null,
    ),
  );
}

function footer(content: CertificateContent, look: Look): ReactElement[] {
  const digits = new Intl.NumberFormat(content.language, { useGrouping: false });
  // Two boxes: a text whose words come late would push its neighbour off the page.
  return [
    h(
      View,
      { key: "footer", style: look.footer, fixed: true },
      h(Text, { style: look.footerText }, content.footer),
    ),
    h(Text, {
      key: "page",
      style: look.pageNumber,
      fixed: true,
      render: ({ pageNumber, totalPages }) =>
        content.pageNumber
          .replace("{page}", digits.format(pageNumber))
          .replace("{pages}", digits.format(totalPages ?? pageNumber)),
    }),
  ];
}

/** Styles for one direction: the renderer knows left and right only. */
class Look {
  constructor(private readonly rtl: boolean) {}

  private get start() {
    return this.rtl ? ("right" as const) : ("left" as const);
  }

  private get line() {
    return { flexDirection: this.rtl ? ("row-reverse" as const) : ("row" as const) };
  }

  private text(fontSize: number, tint: string) {
    return {
      fontSize,
      color: tint,
      textAlign: this.start,
      direction: this.rtl ? ("rtl" as const) : ("ltr" as const),
      lineHeight: this.rtl ? 1.6 : 1.4,
    };
  }

  get page() {
    return {
      paddingTop: 44,
      paddingHorizontal: 48,
      paddingBottom: 64,
      fontFamily: this.rtl ? ["arabic", "latin", "devanagari"] : ["latin", "arabic", "devanagari"],
      fontSize: 9,
      color: color.ink,
    };
  }

  get head() {
    return { ...this.line, gap: 14, alignItems: "flex-start" as const, marginBottom: 18 };
  }

  get heading() {
    return { ...this.text(18, color.ink), fontWeight: 600 };
  }

  get introduction() {
    return this.text(9, color.muted);
  }

  get section() {
    return { ...this.text(12, color.ink), fontWeight: 600, marginTop: 14, marginBottom: 6 };
  }

  get card() {
    return { border: `0.75 solid ${color.line}`, borderRadius: 5, padding: 10, marginBottom: 8 };
  }

  get row() {
    return { ...this.line, gap: 8, marginVertical: 1.5 };
  }

  get label() {
    return { ...this.text(9, color.muted), width: 128 };
  }

  get value() {
    return { ...this.text(9, color.ink), flex: 1 };
  }

  get codeValue() {
    return { ...this.text(8.5, color.ink), flex: 1, direction: "ltr" as const };
  }

  get person() {
    return { ...this.line, gap: 12, alignItems: "center" as const, marginBottom: 6 };
  }

  get name() {
    return { ...this.text(11.5, color.ink), fontWeight: 600 };
  }

  get role() {
    return this.text(9, color.muted);
  }

  get codeCaption() {
    return { ...this.text(6.5, color.muted), textAlign: "center" as const, marginTop: 3 };
  }

  get event() {
    return { ...this.line, gap: 8, paddingVertical: 3, borderBottom: `0.5 solid ${color.line}` };
  }

  get eventTime() {
    return { ...this.text(9, color.muted), width: 128 };
  }

  get eventText() {
    return this.text(9, color.ink);
  }

  get detail() {
    return this.text(8, color.muted);
  }

  get footer() {
    return {
      position: "absolute" as const,
      bottom: 28,
      left: 48,
      right: 48,
      borderTop: `0.5 solid ${color.line}`,
      paddingTop: 6,
    };
  }

  get footerText() {
    return this.text(7.5, color.muted);
  }

  // A line height of its own makes the renderer lose a text whose words come late.
  get pageNumber() {
    return {
      position: "absolute" as const,
      bottom: 29,
      width: 90,
      fontSize: 7.5,
      color: color.muted,
      ...(this.rtl
        ? { left: 48, textAlign: "left" as const }
        : { right: 48, textAlign: "right" as const }),
    };
  }
}
