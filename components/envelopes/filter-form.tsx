"use client";
import { useTimeZone, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { EnvelopeListFilter, ListSort } from "@/lib/envelopes/list-filter";
import { toDay } from "@/lib/i18n/end-of-day";
import { DayInput } from "./day-input";
import { datesOf } from "./filter-answers";
import { listDates } from "./filter-parts";

export type FilterOption = { readonly id: string; readonly name: string };
/** What each part offers, in words; a part without any is not asked. */
export type FilterOptions = Readonly<
  Record<"status" | "provider" | "owner" | "team", readonly FilterOption[]>
> & { readonly hasRehearsals: boolean };

const spans = [1, 3, 7, 14, 30, 90];
const sorts = ["updated", "sent", "ended", "expiry", "status"] as const satisfies ListSort[];

type FilterFormProps = { filter: EnvelopeListFilter; options: FilterOptions };

export function FilterForm({ filter, options }: FilterFormProps) {
  const t = useTranslations("envelopes");
  return (
    <>
      <Several name="status" options={options.status} chosen={filter.status} />
      <div className="grid items-start gap-5 empty:hidden sm:grid-cols-2">
        <Several name="provider" options={options.provider} chosen={filter.provider} />
        <Several name="team" options={options.team} chosen={filter.team} />
        <Several name="owner" options={options.owner} chosen={filter.owner} />
      </div>
      <FormRow label={t("parts.recipient")} help={t("recipientHelp")}>
        {(wiring) => (
          <Input {...wiring} required={false} name="recipient" defaultValue={filter.recipient} />
        )}
      </FormRow>
      <Dates filter={filter} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Within days={filter.expiresWithin} />
        {options.hasRehearsals ? (
          <One name="rehearsal" label={t("parts.rehearsal")} value={filter.rehearsal}>
            <option value="no">{t("rehearsalNo")}</option>
            <option value="yes">{t("rehearsalYes")}</option>
          </One>
        ) : null}
        <One
          name="sort"
          label={t("sort")}
          value={filter.sort}
          nothing={t("sortUsual")}
          help={t("sortHelp")}
        >
          {sorts.map((name) => (
            <option key={name} value={name}>
              {t(`sorts.${name}`)}
            </option>
          ))}
        </One>
        <One name="order" label={t("order")} value={filter.order} nothing={t("sortUsual")}>
          <option value="desc">{t("orderDesc")}</option>
          <option value="asc">{t("orderAsc")}</option>
        </One>
      </div>
    </>
  );
}

type SeveralProps = {
  name: "status" | "provider" | "owner" | "team";
  options: readonly FilterOption[];
  chosen: readonly string[] | undefined;
};

function Several({ name, options, chosen }: SeveralProps) {
  const t = useTranslations("envelopes");
  if (options.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1 text-sm font-medium">{t(`parts.${name}`)}</legend>
      <div className="grid max-h-72 grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-3 overflow-y-auto">
        {options.map((option) => (
          <Checkbox
            key={option.id}
            name={name}
            value={option.id}
            defaultChecked={chosen?.includes(option.id)}
            label={<bdi>{option.name}</bdi>}
          />
        ))}
      </div>
    </fieldset>
  );
}

type OneProps = {
  name: string;
  label: string;
  help?: string;
  value: string | number | undefined;
  /** The words for no answer. */
  nothing?: string;
  children: ReactNode;
};

function One({ name, label, help, value, nothing, children }: OneProps) {
  const any = useTranslations("envelopes")("any");
  return (
    <FormRow label={label} help={help}>
      {(wiring) => (
        <Select {...wiring} required={false} name={name} defaultValue={value ?? ""}>
          <option value="">{nothing ?? any}</option>
          {children}
        </Select>
      )}
    </FormRow>
  );
}

function Within({ days }: { days: number | undefined }) {
  const t = useTranslations("envelopes");
  const offered = [...new Set([...spans, ...(days ? [days] : [])])].sort((a, b) => a - b);
  return (
    <One name="expiresWithin" label={t("parts.expiresWithin")} value={days}>
      {offered.map((span) => (
        <option key={span} value={span}>
          {t("days", { count: span })}
        </option>
      ))}
    </One>
  );
}

function Dates({ filter }: { filter: EnvelopeListFilter }) {
  const t = useTranslations("envelopes");
  const timeZone = useTimeZone() ?? "UTC";
  const { date, from, until } = datesOf(filter);
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1.5 text-sm font-medium">{t("dates")}</legend>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <FormRow label={t("dateOf")}>
          {(wiring) => (
            <Select {...wiring} name="date" defaultValue={date}>
              {listDates.map((name) => (
                <option key={name} value={name}>
                  {t(`parts.${name}`)}
                </option>
              ))}
            </Select>
          )}
        </FormRow>
        <DayInput name="from" label={t("from")} day={from && toDay(from, timeZone)} />
        <DayInput name="until" label={t("until")} day={until && toDay(until, timeZone)} />
      </div>
    </fieldset>
  );
}
