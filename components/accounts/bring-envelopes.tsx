"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { bdi } from "@/components/envelopes/names";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";
import { bringEnvelopesAction } from "@/lib/envelopes/actions";
import type { TeamlessOwner } from "@/lib/envelopes/load-teams";
import type { PortionStage } from "./use-portions";
import { usePortions } from "./use-portions";

type Team = { readonly id: string; readonly name: string };
type BringEnvelopesProps = { owner: TeamlessOwner; teams: readonly Team[] };

/** Moves what somebody has that no team has into a team. */
export function BringEnvelopes(props: BringEnvelopesProps) {
  const t = useTranslations("teams");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  // The page behind comes anew only now: this owner may be gone from it.
  const show = (next: boolean) => {
    setOpen(next);
    if (!next) router.refresh();
  };
  return (
    <Dialog open={isOpen} onOpenChange={show}>
      <DialogTrigger asChild>
        <Button size="small" aria-label={t("bringOf", { name: props.owner.name })}>
          {t("bring")}
        </Button>
      </DialogTrigger>
      {isOpen ? <BringContent {...props} /> : null}
    </Dialog>
  );
}

function BringContent({ owner, teams }: BringEnvelopesProps) {
  const t = useTranslations("teams");
  const usual = teams.find(({ id }) => id === owner.newTeam) ?? (teams.length === 1 && teams[0]);
  const [chosen, setChosen] = useState(usual || undefined);
  const { stage, run } = usePortions();
  const isAsked = stage.is === "asked" || stage.is === "stopped";
  const bring = (accountId: string, { id: teamId }: Team) =>
    run(() => bringEnvelopesAction({ teamId, accountId }));
  return (
    <DialogContent
      title={t("bringTitle", { name: owner.name })}
      description={
        stage.is === "done"
          ? undefined
          : t.rich("bringBody", { bdi, name: owner.name, count: owner.count })
      }
      actions={
        stage.is === "done" ? (
          <DialogClose asChild>
            <Button>{t("done")}</Button>
          </DialogClose>
        ) : null
      }
    >
      <BringProgress stage={stage} total={owner.count} team={chosen?.name ?? ""} />
      {isAsked ? (
        <form
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen) void bring(owner.id, chosen);
          }}
        >
          <FormRow label={t("bringTo")} help={t("bringsHelp")}>
            {(wiring) => (
              <Select
                {...wiring}
                value={chosen?.id ?? ""}
                onChange={({ target }) => setChosen(teams.find(({ id }) => id === target.value))}
              >
                <option value="" disabled>
                  {t("bringChoose")}
                </option>
                {teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </FormRow>
          <Button type="submit" variant="primary" className="justify-self-start" disabled={!chosen}>
            {t("bringNow", { count: owner.count })}
          </Button>
        </form>
      ) : null}
    </DialogContent>
  );
}

type BringProgressProps = { stage: PortionStage; total: number; team: string };

/** How far it is, how it ended, or where it stopped. */
export function BringProgress({ stage, total, team }: BringProgressProps) {
  const t = useTranslations("teams");
  if (stage.is === "asked") return null;
  if (stage.is === "running")
    return <Progress value={stage.count / Math.max(total, 1)} label={t("bringing")} />;
  if (stage.is === "stopped") return <Notice tone="error">{t("bringStopped", stage)}</Notice>;
  return <Notice tone="success">{t.rich("brought", { bdi, team, count: stage.count })}</Notice>;
}
