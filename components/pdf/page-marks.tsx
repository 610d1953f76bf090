import { useTranslations } from "next-intl";
import { toViewRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { PageMark } from "@/lib/provider-kit/contract";

type PageMarksProps = {
  marks: readonly PageMark[];
  /** 1-based. */
  pageNumber: number;
  page: PageBox;
  zoom: number;
};

/** What the provider itself will write on a page: to be seen, not to be touched. */
export function PageMarks({ marks, pageNumber, page, zoom }: PageMarksProps) {
  const t = useTranslations("pdfPages");
  return marks
    .filter((mark) => mark.page === pageNumber)
    .map(({ rect, lines, fontSize }) => {
      const { x, y, width, height } = toViewRect(rect, page, zoom);
      return (
        <div
          key={`${rect.x} ${rect.y}`}
          data-mark
          className="pointer-events-none absolute font-[Helvetica,Arial,sans-serif] whitespace-pre text-[#4b555a] outline outline-dashed outline-[#566167]/60"
          style={{
            left: x,
            top: y,
            // Letters that are drawn a little wider stay in their frame.
            minWidth: width,
            width: "max-content",
            height,
            fontSize: fontSize * zoom,
            lineHeight: `${height / Math.max(1, lines.length)}px`,
            background:
              "repeating-linear-gradient(135deg, #56616714 0 6px, #56616729 6px 8px), #ffffffb3",
          }}
        >
          <span className="sr-only">{t("mark")}</span>
          <span dir="ltr" className="block">
            {lines.join("\n")}
          </span>
        </div>
      );
    });
}
