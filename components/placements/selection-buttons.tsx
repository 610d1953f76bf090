"use client";
import { CopyPlus, Files, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useEditor } from "./editor-context";
import { PageRangeDialog } from "./page-range-dialog";
import { ToolButton } from "./tool-button";
import { useSelectionActions } from "./use-selection-actions";

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
      <ToolButton words={t("duplicate")} onPress={duplicate}>
        <CopyPlus aria-hidden />
      </ToolButton>
      {hasOthers ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <ToolButton words={t("copyToPages")}>
              <Files aria-hidden />
            </ToolButton>
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
      <ToolButton words={t("delete")} onPress={remove}>
        <Trash2 aria-hidden />
      </ToolButton>
      <PageRangeDialog isOpen={isAskingRange} onOpenChange={setIsAskingRange} onChosen={copyTo} />
    </>
  );
}
