import { Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import type { EnvelopeList } from "@/lib/envelopes/loaders";
import { fromFirstPage, toListAddress, toListQuery } from "./list-address";
import { SaveView } from "./save-view";
import { ViewMenu } from "./view-menu";

/** The whole list and the saved views; what is on screen and has no name yet can be given one. */
export function ViewTabs({ list: { filter, views, choices } }: { list: EnvelopeList }) {
  const t = useTranslations("envelopes");
  const query = toListQuery(fromFirstPage(filter));
  const current = views.find((view) => toListQuery(view.filter) === query);
  if (views.length === 0 && query === "") return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <nav aria-label={t("views")} className="-mx-4 min-w-0 overflow-x-auto px-4 md:mx-0 md:px-0">
        <ul className="flex w-max gap-1">
          <Tab href="/envelopes" isCurrent={query === ""}>
            {t("wholeList")}
          </Tab>
          {views.map((view) => (
            <Tab key={view.id} href={toListAddress(view.filter)} isCurrent={view === current}>
              <bdi>{view.name}</bdi>
              {view.sharedWith === "nobody" ? null : (
                <Users
                  role="img"
                  aria-label={t(view.sharedWith === "team" ? "sharedTeam" : "sharedOffice")}
                  className="size-3.5"
                />
              )}
            </Tab>
          ))}
        </ul>
      </nav>
      {current?.isOwn ? (
        <ViewMenu key={current.id} view={current} query={query} sharing={choices.views} />
      ) : null}
      {query !== "" && !current ? <SaveView query={query} sharing={choices.views} /> : null}
    </div>
  );
}

type TabProps = { href: string; isCurrent: boolean; children: ReactNode };

function Tab({ href, isCurrent, children }: TabProps) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={isCurrent ? "page" : undefined}
        className={cn(
          "flex h-11 items-center gap-1.5 border-b-2 px-2.5 text-sm whitespace-nowrap no-underline md:h-9",
          isCurrent
            ? "border-tile font-medium text-ink"
            : "border-transparent text-muted hover:text-ink",
        )}
      >
        {children}
      </Link>
    </li>
  );
}
