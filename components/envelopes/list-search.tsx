import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import type { EnvelopeListFilter } from "@/lib/envelopes/schema";
import { toListAddress } from "./list-address";

/** A plain form, so it works before any script has loaded; it keeps the status filter. */
export function ListSearch({ filter: { status, q } }: { filter: EnvelopeListFilter }) {
  const t = useTranslations("envelopes");
  return (
    <search>
      <form action="/envelopes" className="flex gap-2">
        {status ? <input type="hidden" name="status" value={status} /> : null}
        <div className="relative min-w-0 grow md:max-w-96">
          <Search
            aria-hidden
            className="pointer-events-none absolute start-3 top-3 size-4 text-muted"
          />
          <Input
            key={q}
            type="search"
            name="q"
            defaultValue={q ?? ""}
            aria-label={t("search")}
            placeholder={t("search")}
            className="ps-9"
          />
        </div>
        <Button type="submit">{t("searchButton")}</Button>
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
      </form>
    </search>
  );
}
