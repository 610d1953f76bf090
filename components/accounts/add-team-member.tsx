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
import type { Candidate, TeamCard } from "@/lib/envelopes/load-teams";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";

type AddTeamMemberProps = { team: TeamCard; candidates: readonly Candidate[] };

/** Who joins, whether their new documents go there, and whether what they have comes along. */
export function AddTeamMember({ team, candidates }: AddTeamMemberProps) {
  const t = useTranslations("teams");
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const others = candidates.filter(({ id }) => !team.members.some((member) => member.id === id));
  const finish = (name: string) => {
    setIsOpen(false);
    toast.success(t("added", { name, team: team.name }));
    router.refresh();
  };
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
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
        {others.length > 0 ? <AddForm team={team} others={others} onDone={finish} /> : null}
      </DialogContent>
    </Dialog>
  );
}

type AddFormProps = {
  team: TeamCard;
  others: readonly Candidate[];
  onDone: (name: string) => void;
};

function AddForm({ team, others, onDone }: AddFormProps) {
  const t = useTranslations();
  const [chosen, setChosen] = useState<Candidate>();
  const [wish, setWish] = useState<boolean>();
  const [bringsEnvelopes, setBrings] = useState(true);
  // Who has no team for new documents yet wants this one.
  const isDefault = wish ?? !chosen?.hasDefault;
  const form = useActionForm({
    schema: addTeamMemberInput,
    action: addTeamMemberAction,
    fixed: { teamId: team.id, isDefault, bringsEnvelopes },
    onDone: () => onDone(chosen?.name ?? ""),
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
        <Checkbox
          label={t("teams.brings")}
          help={t("teams.bringsHelp")}
          checked={bringsEnvelopes}
          onCheckedChange={(checked) => setBrings(checked === true)}
        />
      </div>
      <SubmitRow form={form}>{t("teams.addNow")}</SubmitRow>
    </form>
  );
}
