"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { bdi } from "@/components/envelopes/names";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { FormRow } from "@/components/ui/form-row";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { chooseTeamAction } from "@/lib/envelopes/actions";
import type { DraftView } from "@/lib/envelopes/load-draft";

/** Whose document it becomes: said where there is one team, asked of somebody in several. */
export function TeamChoice({ view: { envelope, team, teams } }: { view: DraftView }) {
  const t = useTranslations("draft");
  const router = useRouter();
  const words = useErrorWords();
  const [isChanging, startChanging] = useTransition();
  if (teams.length < 2)
    return team ? <p className="text-sm">{t.rich("ofTeam", { bdi, name: team.name })}</p> : null;
  const choose = (teamId: string) =>
    startChanging(async () => {
      const answer = await askPortal(chooseTeamAction({ envelopeId: envelope.id, teamId }));
      if (!answer.ok) toast.error(words(answer.error));
      router.refresh();
    });
  const isTheirs = teams.some(({ id }) => id === team?.id);
  return (
    <FormRow label={t("team")} help={t("teamHelp")}>
      {(wiring) => (
        <Select
          {...wiring}
          value={team?.id ?? ""}
          aria-busy={isChanging}
          onChange={({ target }) => choose(target.value)}
        >
          {isTheirs ? null : (
            <option value={team?.id ?? ""} disabled>
              {team?.name ?? t("noTeam")}
            </option>
          )}
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </FormRow>
  );
}
