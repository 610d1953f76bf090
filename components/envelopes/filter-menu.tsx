"use client";
import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useOptimistic } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheck,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";
import type { FilterOption } from "./filter-form";
import { toListAddress } from "./list-address";

type FilterMenuProps = {
  name: "provider" | "owner" | "team";
  options: readonly FilterOption[];
  /** Without the place of a page. */
  filter: EnvelopeListFilter;
};

/** Several values of one thing; the list follows each choice and the menu stays open for the next. */
export function FilterMenu({ name, options, filter }: FilterMenuProps) {
  const t = useTranslations("envelopes");
  const router = useRouter();
  // A second choice may come before the list with the first one does.
  const [chosen, setChosen] = useOptimistic<readonly string[]>(filter[name] ?? []);
  if (options.length === 0) return null;
  const choose = (id: string, isChosen: boolean) =>
    startTransition(() => {
      const others = chosen.filter((each) => each !== id);
      const next = isChosen ? [...others, id] : others;
      setChosen(next);
      router.push(toListAddress({ ...filter, [name]: next.length > 0 ? next : undefined }), {
        scroll: false,
      });
    });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button className="px-3 max-xl:hidden">
          {chosen.length > 0
            ? t("partCount", { name: t(`parts.${name}`), count: chosen.length })
            : t(`parts.${name}`)}
          <ChevronDown aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        className="max-h-[min(26rem,var(--radix-dropdown-menu-content-available-height))] overflow-y-auto"
      >
        {options.map((option) => (
          <DropdownMenuCheck
            key={option.id}
            checked={chosen.includes(option.id)}
            onCheckedChange={(isChosen) => choose(option.id, isChosen)}
          >
            <bdi>{option.name}</bdi>
          </DropdownMenuCheck>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
