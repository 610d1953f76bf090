"use client";
import { FilePlus2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { addTeamMemberAction, removeTeamMemberAction } from "@/lib/accounts/actions";
import type { TeamCard, TeamMember } from "@/lib/envelopes/load-teams";
import { useTeamAct } from "./use-team-act";

export function TeamMembers({ team }: { team: TeamCard }) {
  const t = useTranslations("teams");
  if (team.members.length === 0)
    return <p className="border-t border-hairline p-3 text-sm text-muted">{t("empty")}</p>;
  return (
    <ul
      aria-label={t("members", { team: team.name })}
      className="divide-y divide-hairline border-t border-hairline"
    >
      {team.members.map((member) => (
        <Member key={member.id} team={team} member={member} />
      ))}
    </ul>
  );
}

function Member({ team, member }: { team: TeamCard; member: TeamMember }) {
  const t = useTranslations();
  const act = useTeamAct();
  const both = { name: member.name, team: team.name };
  const ids = { teamId: team.id, accountId: member.id };
  const mayBecomeDefault = member.mayChoose && !member.getsNew && !team.isArchived;
  return (
    <li className="flex flex-wrap items-center gap-x-4 px-3 py-2 text-sm">
      <div className="grid min-w-0 grow basis-36 gap-1">
        <span className="wrap-break-word">
          <bdi className="font-medium">{member.name}</bdi>
          <span className="text-muted">
            {" "}
            · {t(`roles.${member.role}`)}
            {member.isDisabled ? ` · ${t("teams.disabled")}` : null}
          </span>
        </span>
        {member.getsNew && member.mayChoose && !member.isDisabled ? (
          <Chip tone="tile" icon={<FilePlus2 aria-hidden />}>
            {t("teams.newHere")}
          </Chip>
        ) : null}
      </div>
      <div className="ms-auto flex flex-wrap justify-end gap-2 max-md:[&>button]:h-11">
        {mayBecomeDefault ? (
          <Button
            size="small"
            variant="quiet"
            aria-label={t("teams.makeDefaultOf", both)}
            onClick={() =>
              act(addTeamMemberAction({ ...ids, isDefault: true }), t("teams.madeDefault", both))
            }
          >
            {t("teams.makeDefault")}
          </Button>
        ) : null}
        <ConfirmDialog
          trigger={
            <Button size="small" variant="quiet" aria-label={t("teams.removeOf", both)}>
              {t("teams.remove")}
            </Button>
          }
          title={t("teams.removeTitle", both)}
          description={t("teams.removeBody")}
          confirm={t("teams.remove")}
          onConfirm={() => act(removeTeamMemberAction(ids), t("teams.removed", both))}
        />
      </div>
    </li>
  );
}
