import { Image } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DoubtLine } from "@/components/ui/doubt-line";
import type { InputShape, PaintedPart } from "@/lib/vocabulary/input-shape";
import { contrastWithWhite, readableContrast, toColour } from "./colour";

type SketchProps = {
  shapes: readonly Pick<InputShape, "name" | "paints">[];
  values: Readonly<Record<string, unknown>>;
};

/** What a page looks like of which nothing is said. */
const plain = "#3f4754";

/**
 * Roughly the provider's signing page with a logo and colours of one's own. The logo is never
 * fetched: its address is told instead.
 */
export function SigningPageSketch({ shapes, values }: SketchProps) {
  const t = useTranslations("connections.sketch");
  const format = useFormatter();
  const textOf = (part: PaintedPart) => {
    const shape = shapes.find(({ paints }) => paints === part);
    return shape ? String(values[shape.name] ?? "").trim() : "";
  };
  const colourOf = (part: PaintedPart) => toColour(textOf(part));
  const logo = textOf("logo");
  const warn = (part: "header" | "button", words: "hardHeader" | "hardButton"): ReactNode => {
    const colour = colourOf(part);
    const ratio = colour ? contrastWithWhite(colour) : readableContrast;
    return ratio < readableContrast ? (
      <DoubtLine>
        {t(words, { ratio: format.number(ratio, { maximumFractionDigits: 1 }) })}
      </DoubtLine>
    ) : null;
  };
  return (
    <figure className="grid max-w-sm gap-2">
      <figcaption className="text-xs text-muted">
        {t("title")}. {t("note")}
      </figcaption>
      <div className="overflow-hidden rounded-md border border-edge bg-[#fff]">
        <div
          data-painted="header"
          className="flex min-h-14 items-center gap-2 px-3 py-2 text-xs"
          style={{ background: colourOf("header") ?? plain }}
        >
          <span className="flex min-w-0 items-center gap-1.5 rounded-sm border border-dashed border-[#595f69] bg-[#fff] px-2 py-1 text-[#3f4754]">
            <Image aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 wrap-anywhere">
              {logo ? t.rich("logo", { address: () => <bdi dir="ltr">{logo}</bdi> }) : t("noLogo")}
            </span>
          </span>
        </div>
        <div className="grid gap-2 p-4">
          {["w-3/4", "w-full", "w-1/2"].map((width) => (
            <span key={width} className={`h-2 rounded-full bg-[#dfe3e8] ${width}`} />
          ))}
          <span
            data-painted="button"
            className="mt-2 grid h-9 w-28 place-items-center rounded-md text-sm font-medium text-[#fff]"
            style={{ background: colourOf("button") ?? plain }}
          >
            {/* Its colours are what is tried out here, and may be unreadable; it is said below. */}
            <span
              aria-hidden
              data-words={t("button")}
              className="before:content-[attr(data-words)]"
            />
          </span>
        </div>
      </div>
      {warn("header", "hardHeader")}
      {warn("button", "hardButton")}
    </figure>
  );
}
