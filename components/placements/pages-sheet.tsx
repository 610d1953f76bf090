"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Pdf } from "@/components/pdf/use-pdf";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useEditor } from "./editor-context";
import { PageField } from "./page-field";
import { PageList } from "./page-list";

type PagesSheetProps = {
  pdf: Pdf;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Where there is no room beside the pages: all of them in small, each a press away. */
export function PagesSheet({ pdf, isOpen, onOpenChange }: PagesSheetProps) {
  const t = useTranslations("editor");
  const { jumpTo, focusPage } = useEditor();
  const go = useCallback(
    (index: number) => {
      onOpenChange(false);
      // Also of the page that is looked at, the top comes into sight.
      jumpTo(index);
      // Until it is closed, the sheet holds the keyboard.
      requestAnimationFrame(() => focusPage(index + 1));
    },
    [jumpTo, focusPage, onOpenChange],
  );
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t("pages")}
        className="gap-3 pb-[max(1rem,env(safe-area-inset-bottom))]"
      >
        <PageList
          pdf={pdf}
          columns={3}
          isFocused
          onGo={go}
          className="-mx-3 h-[60dvh] border-y border-hairline"
        />
        <PageField onGo={go} />
      </DialogContent>
    </Dialog>
  );
}
