import { X } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { EnvelopeList } from "@/lib/envelopes/loaders";
import type { FilterPart } from "./filter-parts";
import { toFilterParts, withoutParts } from "./filter-parts";
import { toListAddress } from "./list-address";
import { isolated } from "./names";

/** What the list is narrowed to; each part is a link to the list without it. */
export function ActiveFilters({ list }: { list: EnvelopeList }) {
  const t = useTranslations("envelopes");
  const toWords = usePartWords(list);
  const parts = toFilterParts(list.filter);
  if (parts.length === 0) return null;
  return (
    <ul aria-label={t("activeFilters")} className="flex flex-wrap items-center gap-1.5">
      {parts.map((part) => {
        const words = toWords(part);
        return (
          <li key={`${part.kind} ${words}`} className="max-w-full">
            <Link
              href={toListAddress(part.without)}
              prefetch={false}
              aria-label={t("removeFilter", { part: words })}
              className="flex h-11 items-center gap-1.5 rounded-full bg-tile-soft ps-3 pe-2.5 text-sm text-on-tile-soft no-underline hover:underline md:h-7 md:text-xs"
            >
              <span className="truncate">{words}</span>
              <X aria-hidden className="size-3.5 shrink-0" />
            </Link>
          </li>
        );
      })}
      <li>
        <Link
          href={toListAddress(withoutParts(list.filter))}
          prefetch={false}
          className="flex h-11 items-center px-2 text-sm text-tile md:h-7 md:text-xs"
        >
          {t("clearAll")}
        </Link>
      </li>
    </ul>
  );
}

function usePartWords({ choices }: EnvelopeList): (part: FilterPart) => string {
  const t = useTranslations();
  const format = useFormatter();
  const nameIn = (all: readonly { id: string; name: string }[], id: string) =>
    isolated(all.find((each) => each.id === id)?.name ?? t("envelopes.unknown"));
  const toDate = (at: Date) => format.dateTime(at, "date");
  const toValue = (part: FilterPart): string => {
    switch (part.kind) {
      case "status":
        return t(`status.envelope.${part.value}`);
      case "provider":
        return nameIn(choices.providers, part.value);
      case "connection":
        return nameIn(choices.connections, part.value);
      case "owner":
        return nameIn(choices.owners, part.value);
      case "team":
        return part.value === "none" ? t("envelopes.noTeam") : nameIn(choices.teams, part.value);
      case "rehearsal":
        return t(part.value === "yes" ? "envelopes.rehearsalYes" : "envelopes.rehearsalNo");
      case "expiresWithin":
        return t("envelopes.days", { count: part.days });
      case "recipient":
      case "waitingFor":
        return isolated(part.value);
      default: {
        const { from, until } = part;
        if (from && until)
          return toDate(from) === toDate(until)
            ? toDate(from)
            : t("envelopes.fromUntil", { from: toDate(from), until: toDate(until) });
        if (from) return t("envelopes.since", { from: toDate(from) });
        return until ? t("envelopes.upTo", { until: toDate(until) }) : "";
      }
    }
  };
  return (part) =>
    part.kind === "rehearsal" || part.kind === "status"
      ? toValue(part)
      : t("envelopes.part", { name: t(`envelopes.parts.${part.kind}`), value: toValue(part) });
}
