"use client";
import { useTranslations } from "next-intl";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { Assignees } from "@/lib/envelopes/assign-envelope";
import { limits } from "@/lib/envelopes/schema";
import type { BulkAct } from "@/lib/vocabulary/bulk";
import { DayInput } from "./day-input";

type BulkInputsProps = {
  act: BulkAct;
  assignees: Assignees;
  /** It was sent off without what it needs. */
  isMissing: boolean;
};

/** What an act asks before it is tried, as parts of a form. */
export function BulkInputs({ act, assignees, isMissing }: BulkInputsProps) {
  const t = useTranslations("bulk");
  if (act === "remind") return null;
  if (act === "cancel")
    return (
      <FormRow
        label={t("reason")}
        help={t("reasonHelp")}
        error={isMissing ? t("reasonMissing") : undefined}
      >
        {(wiring) => <Input {...wiring} name="reason" dir="auto" maxLength={limits.reason} />}
      </FormRow>
    );
  const missing = isMissing ? (
    <Notice tone="error">{t(act === "extend" ? "dayMissing" : "assigneeMissing")}</Notice>
  ) : null;
  if (act === "extend")
    return (
      <>
        {missing}
        <DayInput name="day" label={t("day")} day={undefined} />
      </>
    );
  return (
    <>
      {missing}
      <Assignee name="owner" label={t("owner")} choices={assignees.people} />
      {assignees.teams.length > 0 ? (
        <Assignee name="team" label={t("team")} choices={assignees.teams} />
      ) : null}
    </>
  );
}

type AssigneeProps = { name: string; label: string; choices: Assignees["people"] };

function Assignee({ name, label, choices }: AssigneeProps) {
  const t = useTranslations("bulk");
  return (
    <FormRow label={label}>
      {(wiring) => (
        <Select {...wiring} required={false} name={name} className="max-md:h-11">
          <option value="">{t("asItIs")}</option>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </Select>
      )}
    </FormRow>
  );
}
