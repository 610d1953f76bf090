"use client";
import { FileDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { saveBlob } from "@/components/ui/save-blob";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { useEditor } from "./editor-context";
import { ToolButton } from "./tool-button";

type ProofToolProps = {
  /** Address of the proof. */
  href: string;
  /** What the file is called. */
  name: string;
};

/** Downloads the document with its boxes drawn, as they are now: what is not saved yet is saved. */
export function ProofTool({ href, name }: ProofToolProps) {
  const t = useTranslations("proof");
  const { saveNow } = useEditor();
  const [isBusy, setIsBusy] = useState(false);
  const print = async () => {
    setIsBusy(true);
    // Where saving fails, the line above the pages says why.
    if (await saveNow()) {
      const blob = await fetch(href)
        .then((answer) => (answer.ok ? answer.blob() : null))
        .catch(() => null);
      if (blob) saveBlob(blob, name, ".pdf");
      else toast.error(t("failed"));
    }
    setIsBusy(false);
  };
  return (
    <ToolButton words={t("download")} isDisabled={isBusy} onPress={() => void print()}>
      {isBusy ? <Spinner /> : <FileDown aria-hidden />}
    </ToolButton>
  );
}
