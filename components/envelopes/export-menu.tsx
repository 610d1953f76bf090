"use client";
import { Download, FileArchive, Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { DownloadMany } from "./download-many";

/** What can be kept of the whole list. @param query its filter, from the first page */
export function ExportMenu({ query }: { query: string }) {
  const t = useTranslations("downloadMany");
  const [open, setOpen] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button className="max-md:h-11">
            <Download aria-hidden />
            <span className="max-md:sr-only">{t("menu")}</span>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem asChild>
            <a href={`/api/envelopes/list?${query}`} download>
              <Table2 aria-hidden />
              {t("table")}
            </a>
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen(true)}>
            <FileArchive aria-hidden />
            {t("archive")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <DownloadMany open={open} onOpenChange={setOpen} selection={{ filter: query }} />
    </>
  );
}
