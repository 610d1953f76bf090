import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import type { EnvelopeList } from "@/lib/envelopes/loaders";
import { fromFirstPage, toListAddress } from "./list-address";

/** How many there are, said again when a filter changes it, and the way to the other pages. */
export function ListPages({ list }: { list: EnvelopeList }) {
  const { filter, found, next, previous } = list;
  const t = useTranslations("envelopes");
  const first = fromFirstPage(filter);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="me-auto text-xs text-muted tabular-nums">
        {t(found.isMore ? "foundMore" : "found", { count: found.count })}
      </p>
      {previous || next ? (
        <nav aria-label={t("pages")} className="flex gap-2">
          {previous ? (
            <LinkButton
              href={toListAddress({ ...first, before: previous })}
              prefetch={false}
              className="max-md:h-11"
            >
              {t("previousPage")}
            </LinkButton>
          ) : null}
          {next ? (
            <LinkButton
              href={toListAddress({ ...first, after: next })}
              prefetch={false}
              className="max-md:h-11"
            >
              {t("nextPage")}
            </LinkButton>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}
