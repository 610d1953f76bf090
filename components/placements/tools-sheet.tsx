"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { BoxMeasures } from "./box-panel";
import { useEditor, useEditorState } from "./editor-context";
import { ProblemList } from "./problem-list";
import { useSharedValue } from "./shared-value";
import { useSelectionActions } from "./use-selection-actions";
import type { ZoomToolsProps } from "./zoom-tools";
import { ZoomTools } from "./zoom-tools";

type ToolsSheetProps = {
  zoom: ZoomToolsProps;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Tools for what becomes of the document. */
  children?: ReactNode;
};

/** On a phone: everything that stands beside the pages on a desk. */
export function ToolsSheet({ zoom, isOpen, onOpenChange, children }: ToolsSheetProps) {
  const t = useTranslations("editor");
  const { isSnapping } = useEditor();
  const isDrawn = useSharedValue(isSnapping, (now) => now);
  const isChosen = useEditorState(({ selection }) => selection.length > 0);
  const { selectAll, copy, paste } = useSelectionActions();
  const close = (work: () => void) => () => {
    onOpenChange(false);
    work();
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t("more")}>
        <BoxMeasures />
        <ProblemList onShown={() => onOpenChange(false)} />
        <div className="flex flex-wrap gap-2">
          <Button className="h-11" onClick={close(selectAll)}>
            {t("selectAll")}
          </Button>
          {isChosen ? (
            <Button className="h-11" onClick={close(copy)}>
              {t("copyBoxes")}
            </Button>
          ) : null}
          <Button className="h-11" onClick={close(paste)}>
            {t("pasteBoxes")}
          </Button>
        </div>
        <div className="flex items-center justify-between gap-1">
          <ZoomTools {...zoom} />
        </div>
        <div className="flex items-center gap-1 empty:hidden">{children}</div>
        <Checkbox
          label={t("snapping")}
          className="min-h-11"
          checked={isDrawn}
          onCheckedChange={(checked) => isSnapping.set(checked === true)}
        />
      </DialogContent>
    </Dialog>
  );
}
