"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { readPageRange } from "@/lib/placements/page-range";
import { useEditor } from "./editor-context";

type PageRangeDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Pages, 1-based. */
  onChosen: (pages: readonly number[]) => void;
};

/** Asks for pages as one writes them: "2-5, 8". */
export function PageRangeDialog({ isOpen, onOpenChange, onChosen }: PageRangeDialogProps) {
  const t = useTranslations("editor");
  const id = useId();
  const { pages } = useEditor();
  const [text, setText] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const choose = () => {
    const range = readPageRange(text, pages.length);
    setIsWrong(range === undefined);
    if (!range) return;
    onOpenChange(false);
    onChosen(range);
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t("copyToPages")}
        actions={
          <Button variant="primary" onClick={choose}>
            {t("copyNow")}
          </Button>
        }
      >
        <form
          className="grid gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            choose();
          }}
        >
          <Label htmlFor={id}>{t("range")}</Label>
          <p id={`${id}-help`} className="text-xs text-muted">
            {t("rangeHelp", { total: pages.length })}
          </p>
          <Input
            id={id}
            dir="ltr"
            value={text}
            autoComplete="off"
            aria-describedby={`${id}-help ${id}-wrong`}
            aria-invalid={isWrong}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setIsWrong(false);
            }}
          />
          <p id={`${id}-wrong`} role="alert" className="text-xs text-error">
            {isWrong ? t("rangeWrong", { total: pages.length }) : null}
          </p>
        </form>
      </DialogContent>
    </Dialog>
  );
}
