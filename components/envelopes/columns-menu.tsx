"use client";
import { Columns3 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { savePreference } from "@/components/shell/save-preference";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheck,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { columnsCookie } from "@/lib/i18n/preferences";
import type { ListColumn } from "./list-columns";
import { keepColumns } from "./list-columns";

type ColumnsMenuProps = {
  shown: readonly ListColumn[];
  offered: readonly ListColumn[];
  /** Always shown, because the list is in its order. */
  fixed: ListColumn;
};

/** Which columns the table has; the browser keeps it. A phone's rows have no columns to choose. */
export function ColumnsMenu({ shown: atFirst, offered, fixed }: ColumnsMenuProps) {
  const t = useTranslations("envelopes");
  const router = useRouter();
  const [shown, setShown] = useState(atFirst);
  const show = (column: ListColumn, isShown: boolean) => {
    const next = offered.filter((each) => (each === column ? isShown : shown.includes(each)));
    setShown(next);
    savePreference(columnsCookie, keepColumns(next));
    router.refresh();
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button className="max-md:hidden">
          <Columns3 aria-hidden />
          {t("columns")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{t("columnsHelp")}</DropdownMenuLabel>
        {offered.map((column) => (
          <DropdownMenuCheck
            key={column}
            checked={column === fixed || shown.includes(column)}
            disabled={column === fixed}
            onCheckedChange={(isShown) => show(column, isShown)}
          >
            {t(`columnNames.${column}`)}
          </DropdownMenuCheck>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
