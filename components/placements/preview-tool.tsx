"use client";
import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { Preview } from "@/components/signing/preview-dialog";
import { PreviewDialog } from "@/components/signing/preview-dialog";
import { rectOf } from "./box";
import { useEditor, useEditorState } from "./editor-context";
import { ToolButton } from "./tool-button";

/** Shows the document with the boxes as they stand, saved or not, to be looked at as its people. */
export function PreviewTool({ preview }: { preview: Preview }) {
  const t = useTranslations("preview");
  const { people } = useEditor();
  const [isOpen, setIsOpen] = useState(false);
  const boxes = useEditorState((state) => state.boxes);
  const shown = useMemo(() => boxes.map((box) => ({ ...box, rect: rectOf(box) })), [boxes]);
  const wantedId = useEditorState(
    ({ activePersonId, selection }) =>
      activePersonId ?? boxes.find(({ id }) => id === selection[0])?.recipientId,
  );
  return (
    <>
      <ToolButton words={t("open")} onPress={() => setIsOpen(true)}>
        <Eye aria-hidden />
      </ToolButton>
      <PreviewDialog
        preview={preview}
        boxes={shown}
        personId={wantedId ?? people.find(({ number }) => number !== null)?.id ?? null}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
      />
    </>
  );
}
