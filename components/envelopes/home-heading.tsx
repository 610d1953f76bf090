import { useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";
import type { HomeList, HomeListName } from "@/lib/envelopes/read-home";
import { BoundedNumber } from "./bounded-number";
import { toListAddress } from "./list-address";

/** What a part of Home is, and how many there are: a link to all of them. */
export function HomeHeading({ name, list }: { name: HomeListName | "stuck"; list: HomeList }) {
  const t = useTranslations("home");
  return (
    <header className="grid gap-0.5">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id={`home-${name}`} className="min-w-0 text-base font-semibold">
          {t(name)}
        </h2>
        <TextLink href={toListAddress(list.filter)} prefetch={false} className="shrink-0 text-sm">
          {t.rich("allOf", { count: () => <BoundedNumber of={list.found} /> })}
          <span className="sr-only"> {t(name)}</span>
        </TextLink>
      </div>
      {name === "drafts" || name === "finished" ? null : (
        <p className="text-xs text-muted">{t(`${name}Help`)}</p>
      )}
    </header>
  );
}
