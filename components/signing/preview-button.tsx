"use client";
import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Preview, PreviewBox } from "./preview-dialog";
import { PreviewDialog } from "./preview-dialog";

type PreviewButtonProps = { preview: Preview; boxes: readonly PreviewBox[] };

/** The way to see the document as its people will. */
export function PreviewButton({ preview, boxes }: PreviewButtonProps) {
  const t = useTranslations("preview");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Eye aria-hidden />
        {t("open")}
      </Button>
      <PreviewDialog
        preview={preview}
        boxes={boxes}
        personId={null}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
      />
    </>
  );
}
