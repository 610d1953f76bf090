"use client";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { addTeamMemberAction } from "@/lib/accounts/actions";
import { addTeamMemberInput } from "@/lib/accounts/schema";
import { bringEnvelopesAction } from "@/lib/envelopes/actions";
import type { Candidate, TeamCard } from "@/lib/envelopes/load-teams";
import { BringProgress } from "./bring-envelopes";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";
import { usePortions } from "./use-portions";

type AddTeamMemberProps = { team: TeamCard; candidates: readonly Candidate[] };

/** Who joins, whether their new documents go there, and whether what they have comes along. */
export function AddTeamMember({ team, candidates }: AddTeamMemberProps) {
  const t = useTranslations("teams");
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [added, setAdded] = useState<Candidate>();
  const { stage, run } = usePortions();
  const others = candidates.filter(({ id }) => !team.members.some((member) => member.id === id));
  const show = (next: boolean) => {
    // What is under way goes on, and is said when it is done.
    setIsOpen(next);
    if (next || !added || stage.is === "running") return;
    setAdded(undefined);
    router.refresh();
  };
  const finish = async (person: Candidate, bringsEnvelopes: boolean) => {
    const { id: accountId, name } = person;
    let count: number | undefined = 0;
    if (bringsEnvelopes) {
      setAdded(person);
      count = await run(() => bringEnvelopesAction({ teamId: team.id, accountId }));
      if (count === undefined) return;
      setAdded(undefined);
    }
    setIsOpen(false);
    toast.success(t("added", { name, team: team.name, count }));
    router.refresh();
  };
  return (
    <Dialog open={isOpen} onOpenChange={show}>
      <DialogTrigger asChild>
        <Button size="small" aria-label={t("addTo", { team: team.name })}>
          <UserPlus aria-hidden />
          {t("add")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("addTitle", { team: team.name })}
        description={t(others.length > 0 ? "addDescription" : "everybodyIn")}
      >
        {added ? (
          <BringProgress stage={stage} total={added.withoutTeam} team={team.name} />
        ) : others.length > 0 ? (
          <AddForm team={team} others={others} onDone={finish} />
        ) : null}
      </DialogContent>
    </Dialog>
  );
}

type AddFormProps = {
  team: TeamCard;
  others: readonly Candidate[];
  onDone: (person: Candidate, bringsEnvelopes: boolean) => void;
};

function AddForm({ team, others, onDone }: AddFormProps) {
  const t = useTranslations();
  const [chosen, setChosen] = useState<Candidate>();
  const [wish, setWish] = useState<boolean>();
  const [isBringing, setBringing] = useState(true);
  // Who has no team for new documents yet wants this one.
  const isDefault = wish ?? !chosen?.hasDefault;
  const form = useActionForm({
    schema: addTeamMemberInput,
    action: addTeamMemberAction,
    fixed: { teamId: team.id, isDefault },
    onDone: () => chosen && onDone(chosen, isBringing && chosen.withoutTeam > 0),
  });
  return (
    <form {...form.formProps} className="grid gap-4">
      <FormRow label={t("teams.person")} error={form.errorOf("accountId")}>
        {(wiring) => (
          <Select
            {...wiring}
            name="accountId"
            value={chosen?.id ?? ""}
            onChange={({ target }) => setChosen(others.find(({ id }) => id === target.value))}
          >
            <option value="" disabled>
              {t("teams.choosePerson")}
            </option>
            {others.map(({ id, name, role }) => (
              <option key={id} value={id}>
                {t("teams.personOption", { name, role: t(`roles.${role}`) })}
              </option>
            ))}
          </Select>
        )}
      </FormRow>
      <div>
        <Checkbox
          label={t("teams.getsNew")}
          help={t("teams.getsNewHelp")}
          checked={isDefault}
          onCheckedChange={(checked) => setWish(checked === true)}
        />
        {chosen && chosen.withoutTeam > 0 ? (
          <Checkbox
            label={t("teams.brings", { count: chosen.withoutTeam })}
            help={t("teams.bringsHelp")}
            checked={isBringing}
            onCheckedChange={(checked) => setBringing(checked === true)}
          />
        ) : null}
      </div>
      <SubmitRow form={form}>{t("teams.addNow")}</SubmitRow>
    </form>
  );
}
