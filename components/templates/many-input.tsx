"use client";
import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { saveBlob } from "@/components/ui/save-blob";
import { Textarea } from "@/components/ui/textarea";
import { writeCsv } from "@/lib/kernel/write-csv";
import type { ManyReading } from "@/lib/recipients/check-many";
import { manyLimits } from "@/lib/recipients/check-many";
import type { ManyColumn } from "@/lib/recipients/many-columns";

type ManyInputProps = {
  columns: readonly ManyColumn[];
  name: string;
  text: string;
  isLocked: boolean;
  onChange: (text: string) => void;
};

/** The empty table to take away, and where the filled one comes back: chosen, dropped or pasted. */
export function ManyInput({ columns, name, text, isLocked, onChange }: ManyInputProps) {
  const t = useTranslations("many");
  const [isTooLarge, setTooLarge] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > manyLimits.bytes);
    if (file.size <= manyLimits.bytes) onChange(await file.text());
  };
  return (
    <section className="grid gap-4">
      <div className="grid justify-items-start gap-2">
        <p className="text-sm text-muted">{t("downloadHelp")}</p>
        <Button className="h-11 md:h-10" onClick={() => saveTable(columns, name)}>
          <Download aria-hidden />
          {t("download")}
        </Button>
      </div>
      <FormRow
        label={t("file")}
        help={t("fileHelp", { rows: manyLimits.rows })}
        error={isTooLarge ? t("problem.file_too_large") : undefined}
      >
        {(wiring) => (
          <Input
            {...wiring}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            disabled={isLocked}
            className="py-1.5"
            onChange={({ target }) => {
              void take(target.files?.[0]);
              // The same file again, mended, is a change too.
              target.value = "";
            }}
          />
        )}
      </FormRow>
      <FormRow label={t("paste")} help={t("pasteHelp")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            dir="auto"
            rows={6}
            spellCheck={false}
            autoComplete="off"
            disabled={isLocked}
            className="text-xs md:text-xs"
            value={text}
            onDrop={(event) => {
              const [file] = event.dataTransfer.files;
              if (!file) return;
              event.preventDefault();
              void take(file);
            }}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </FormRow>
    </section>
  );
}

function saveTable(columns: readonly ManyColumn[], name: string): void {
  const table = writeCsv([columns.map(({ header }) => header)]);
  saveBlob(new Blob([table], { type: "text/csv;charset=utf-8" }), name, ".csv");
}

/** Why a whole table cannot be taken. */
export function FileProblem({
  problem,
}: {
  problem: Extract<ManyReading, { ok: false }>["problem"];
}) {
  const t = useTranslations("many");
  const format = useFormatter();
  return (
    <Notice tone="error" title={t("problemTitle")}>
      {t(`problem.${problem.code}`, {
        line: "line" in problem ? problem.line : 0,
        names: "headers" in problem ? format.list([...problem.headers]) : "",
        rows: manyLimits.rows,
      })}
    </Notice>
  );
}
