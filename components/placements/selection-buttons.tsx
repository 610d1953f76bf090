"use client";
import { CopyPlus, Files, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useEditor } from "./editor-context";
import { PageRangeDialog } from "./page-range-dialog";
import { useSelectionActions } from "./use-selection-actions";

const look = "size-9 pointer-coarse:size-11";

/** Duplicate, copy to pages, delete: the same three under the selection and in the phone's bar. */
export function SelectionButtons() {
  const t = useTranslations("editor");
  const { pages } = useEditor();
  const { duplicate, copyTo, remove } = useSelectionActions();
  const [isAskingRange, setIsAskingRange] = useState(false);
  const all = pages.map((_, index) => index + 1);
  const hasOthers = pages.length > 1;
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        className={look}
        aria-label={t("duplicate")}
        title={t("duplicate")}
        onClick={duplicate}
      >
        <CopyPlus aria-hidden />
      </Button>
      {hasOthers ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button
              variant="quiet"
              size="icon"
              className={look}
              aria-label={t("copyToPages")}
              title={t("copyToPages")}
            >
              <Files aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="center">
            <DropdownMenuItem onSelect={() => copyTo(all)}>{t("copyToAll")}</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => copyTo(all.slice(1))}>
              {t("copyToAllButFirst")}
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => copyTo(all.slice(0, -1))}>
              {t("copyToAllButLast")}
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setIsAskingRange(true)}>
              {t("copyToRange")}
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      ) : null}
      <Button
        variant="quiet"
        size="icon"
        className={look}
        aria-label={t("delete")}
        title={t("delete")}
        onClick={remove}
      >
        <Trash2 aria-hidden />
      </Button>
      <PageRangeDialog isOpen={isAskingRange} onOpenChange={setIsAskingRange} onChosen={copyTo} />
    </>
  );
}
