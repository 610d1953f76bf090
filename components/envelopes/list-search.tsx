import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { SearchForm } from "@/components/ui/search-form";
import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";
import { fromFirstPage, toListAddress, toListQuery } from "./list-address";

export function ListSearch({ filter }: { filter: EnvelopeListFilter }) {
  const t = useTranslations("envelopes");
  const withoutWords = { ...fromFirstPage(filter), q: undefined };
  return (
    <SearchForm
      action="/envelopes"
      q={filter.q}
      kept={Object.fromEntries(new URLSearchParams(toListQuery(withoutWords)))}
      words={t("search")}
      submitWords={t("searchButton")}
    >
      {filter.q ? (
        <LinkButton
          href={toListAddress(withoutWords)}
          variant="quiet"
          size="icon"
          aria-label={t("clear")}
        >
          <X aria-hidden />
        </LinkButton>
      ) : null}
    </SearchForm>
  );
}
