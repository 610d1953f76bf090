"use client";
import { ScanSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useFoundLines } from "./find-lines-context";

/** Starts the search; what it finds stands in the bar below. */
export function FindLinesButton() {
  const t = useTranslations("editor.lines");
  const { search, start } = useFoundLines();
  return (
    <Button
      variant="quiet"
      size="small"
      data-find-lines={search.status}
      className="h-9 unlisted:px-2.5 pointer-coarse:h-11 pointer-coarse:min-w-11"
      title={t("find")}
      aria-disabled={search.status === "reading"}
      onClick={() => {
        if (search.status !== "reading") start();
      }}
    >
      <ScanSearch aria-hidden />
      <span className="unlisted:sr-only">{t("find")}</span>
    </Button>
  );
}
