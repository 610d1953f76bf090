import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { SearchForm } from "@/components/ui/search-form";
import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";
import { toListAddress } from "./list-address";

export function ListSearch({ filter: { status, q } }: { filter: EnvelopeListFilter }) {
  const t = useTranslations("envelopes");
  return (
    <SearchForm
      action="/envelopes"
      q={q}
      kept={{ name: "status", value: status?.join(",") }}
      words={t("search")}
      submitWords={t("searchButton")}
    >
      {q ? (
        <LinkButton
          href={toListAddress({ status })}
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
