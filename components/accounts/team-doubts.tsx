import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { TeamsView } from "@/lib/envelopes/load-teams";
import { WithoutTeam } from "./without-team";

/** What the teams leave out: documents that no manager sees, and managers who see no team's. */
export function TeamDoubts({ view }: { view: TeamsView }) {
  const t = useTranslations("teams");
  const { managersWithoutTeam } = view;
  return (
    <div className="grid gap-3 empty:hidden">
      <WithoutTeam view={view} />
      {managersWithoutTeam.length > 0 ? (
        <Notice tone="info" title={t("managersTitle")}>
          {t("managers")}
          <ul className="list-disc ps-5">
            {managersWithoutTeam.map(({ id, name }) => (
              <li key={id}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}
