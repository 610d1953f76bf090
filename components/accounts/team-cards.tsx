"use client";
import { Archive } from "lucide-react";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { TeamCard, TeamsView } from "@/lib/envelopes/load-teams";
import { AddTeamMember } from "./add-team-member";
import { ArchiveTeam, RenameTeam, RestoreTeam } from "./team-changes";
import { TeamMembers } from "./team-members";

/** Every team with what it has and who is in it. */
export function TeamCards({ view: { teams, candidates } }: { view: TeamsView }) {
  return (
    <ul className="grid gap-4">
      {teams.map((team) => (
        <li key={team.id} className="rounded-md border border-hairline bg-surface">
          <TeamHead team={team} candidates={candidates} />
          <TeamMembers team={team} />
        </li>
      ))}
    </ul>
  );
}

type TeamHeadProps = { team: TeamCard; candidates: TeamsView["candidates"] };

function TeamHead({ team, candidates }: TeamHeadProps) {
  const t = useTranslations("teams");
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 p-3">
      <div className="grid min-w-0 gap-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h2 className="min-w-0 font-semibold wrap-break-word">
            <bdi>{team.name}</bdi>
          </h2>
          {team.isArchived ? (
            <Chip tone="outline" icon={<Archive aria-hidden />}>
              {t("archivedChip")}
            </Chip>
          ) : null}
        </div>
        <p className="text-sm text-muted tabular-nums">{t("open", { count: team.open })}</p>
      </div>
      <div className="flex flex-wrap gap-2 max-md:[&>button]:h-11">
        {team.isArchived ? (
          <RestoreTeam team={team} />
        ) : (
          <>
            <AddTeamMember team={team} candidates={candidates} />
            <RenameTeam team={team} />
            <ArchiveTeam team={team} />
          </>
        )}
      </div>
    </div>
  );
}
