"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DownloadMany } from "./download-many";
import { useSelection } from "./selection";

/** The files of the rows that are chosen. */
export function DownloadChosen() {
  const t = useTranslations("downloadMany");
  const { selection } = useSelection();
  const [open, setOpen] = useState(false);
  if (!selection) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        <Download aria-hidden />
        {t("button")}
      </Button>
      <DownloadMany open={open} onOpenChange={setOpen} selection={selection} />
    </>
  );
}
