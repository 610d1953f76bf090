import { useTranslations } from "next-intl";
import { bdi } from "@/components/envelopes/names";
import { TextLink } from "@/components/ui/text-link";
import type { TeamsView } from "@/lib/envelopes/load-teams";
import { BringEnvelopes } from "./bring-envelopes";

/** What no team has and so no manager sees, whose it is, and the way into a team. */
export function WithoutTeam({ view: { withoutTeam, teams } }: { view: TeamsView }) {
  const t = useTranslations("teams");
  const { all, open, own, owners } = withoutTeam;
  if (all === 0) return null;
  const inUse = teams.filter(({ isArchived }) => !isArchived);
  return (
    <section
      aria-labelledby="teams-without"
      className="rounded-md border border-hairline bg-surface"
    >
      <div className="grid gap-1 p-3 text-sm">
        <h2 id="teams-without" className="font-semibold text-base">
          {t("withoutTeamTitle", { count: all })}
        </h2>
        <p>{t("withoutTeam", { count: all, open })}</p>
        {own > 0 ? (
          <p>
            <TextLink href="/envelopes?team=none">{t("withoutTeamOwn", { count: own })}</TextLink>
          </p>
        ) : null}
      </div>
      <ul
        aria-label={t("withoutTeamOwners")}
        className="max-h-96 divide-y divide-hairline overflow-y-auto border-t border-hairline"
      >
        {owners.map((owner) => (
          <li
            key={owner.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2 text-sm"
          >
            <span className="min-w-0 wrap-break-word">
              {t.rich("ownerHas", { bdi, name: owner.name, count: owner.count })}
              {owner.isDisabled ? <span className="text-muted"> · {t("disabled")}</span> : null}
            </span>
            {inUse.length > 0 ? <BringEnvelopes owner={owner} teams={inUse} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
