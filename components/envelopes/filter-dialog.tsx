"use client";
import { SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTimeZone, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";
import { toFilteredAddress } from "./filter-answers";
import type { FilterOptions } from "./filter-form";
import { FilterForm } from "./filter-form";
import { withoutParts } from "./filter-parts";
import { toListAddress } from "./list-address";

type FilterDialogProps = {
  filter: EnvelopeListFilter;
  options: FilterOptions;
  /** How many things the filter asks now. */
  active: number;
};

/** Everything that the list can be asked; on a phone a sheet from below. */
export function FilterDialog({ filter, options, active }: FilterDialogProps) {
  const t = useTranslations("envelopes");
  const router = useRouter();
  const timeZone = useTimeZone() ?? "UTC";
  const form = useId();
  const [open, setOpen] = useState(false);
  const leave = (address: string) => {
    setOpen(false);
    router.push(address);
  };
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = event.currentTarget.querySelector<HTMLElement>("[data-wrong]");
    if (!wrong)
      return leave(toFilteredAddress(new FormData(event.currentTarget), filter, timeZone));
    // Leaving it is what makes it say what is wrong.
    wrong.focus();
    wrong.blur();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button className="max-md:h-11">
          <SlidersHorizontal aria-hidden />
          {active > 0 ? t("filtersActive", { count: active }) : t("filters")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("filters")}
        className="sm:max-w-2xl"
        actions={
          <>
            <Button variant="quiet" onClick={() => leave(toListAddress(withoutParts(filter)))}>
              {t("clearAll")}
            </Button>
            <Button type="submit" form={form} variant="primary">
              {t("apply")}
            </Button>
          </>
        }
      >
        <form id={form} noValidate onSubmit={apply} className="grid gap-5">
          <FilterForm filter={filter} options={options} />
        </form>
      </DialogContent>
    </Dialog>
  );
}
