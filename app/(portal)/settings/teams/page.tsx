import { getTranslations } from "next-intl/server";
import { NewTeam } from "@/components/accounts/new-team";
import { TeamCards } from "@/components/accounts/team-cards";
import { TeamDoubts } from "@/components/accounts/team-doubts";
import { TeamIntroduction } from "@/components/accounts/team-introduction";
import { Words } from "@/components/shell/words";
import { PageHeader } from "@/components/ui/page-header";
import { loadTeams } from "@/lib/envelopes/load-teams";

export default async function TeamsPage() {
  const view = await loadTeams();
  const t = await getTranslations("teams");
  const hasTeams = view.teams.length > 0;
  return (
    <Words of={["errors", "inputErrors", "teams"]}>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={hasTeams ? <NewTeam isFirst={false} /> : null}
      />
      {hasTeams ? (
        <>
          <TeamDoubts view={view} />
          <TeamCards view={view} />
        </>
      ) : (
        <TeamIntroduction />
      )}
    </Words>
  );
}
