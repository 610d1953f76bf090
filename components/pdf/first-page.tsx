import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { pageGap } from "./page-layout";
import { largestFit } from "./use-fit-zoom";

type FirstPageProps = {
  page: PageBox;
  pageCount: number;
  /** CSS pixels to leave free at each side. */
  margin: number;
};

/**
 * Page 1 as wide as its column, before anything was measured: it comes with the page, and what draws
 * ahead finds its canvas here.
 */
export function FirstPage({ page, pageCount, margin }: FirstPageProps) {
  const t = useTranslations("pdfPages");
  const { width, height } = viewSize(page, 1);
  return (
    <div dir="ltr" className="absolute inset-0" style={{ containerType: "inline-size" }}>
      <div
        className={cn("h-full overflow-auto", pageCount > 1 && "overflow-y-scroll")}
        style={{ paddingBlock: pageGap }}
      >
        <figure
          aria-label={t("page", { page: 1, total: pageCount })}
          data-page={1}
          className="relative mx-auto bg-[#fff] outline outline-hairline"
          style={{
            width: `min(${largestFit * width}px, 100cqw - ${2 * margin}px)`,
            aspectRatio: `${width} / ${height}`,
          }}
        >
          <canvas
            data-ahead
            suppressHydrationWarning
            className="invisible absolute inset-0 size-full"
          />
        </figure>
      </div>
    </div>
  );
}
