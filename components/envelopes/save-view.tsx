"use client";
import { BookmarkPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Sharing } from "./view-dialog";
import { ViewDialog } from "./view-dialog";

/** Gives the list as it is on screen a name. */
export function SaveView({ query, sharing }: { query: string; sharing: Sharing }) {
  const t = useTranslations("envelopes");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" size="small" className="max-md:h-11" onClick={() => setOpen(true)}>
        <BookmarkPlus aria-hidden />
        {t("saveView")}
      </Button>
      <ViewDialog open={open} onOpenChange={setOpen} query={query} sharing={sharing} />
    </>
  );
}
