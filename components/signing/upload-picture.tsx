"use client";
import { ImageUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { MarkSample } from "./mark-sample";
import type { ShrinkProblem } from "./shrink-picture";
import { shrinkPicture } from "./shrink-picture";

/** `image` is base64 of a PNG; null as long as there is none. */
type UploadPictureProps = { image: string | null; onChange: (image: string | null) => void };

export function UploadPicture({ image, onChange }: UploadPictureProps) {
  const t = useTranslations("sign.upload");
  const [problem, setProblem] = useState<ShrinkProblem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setIsBusy(true);
    const shrunk = await shrinkPicture(file);
    setIsBusy(false);
    setProblem(shrunk.ok ? null : shrunk.problem);
    onChange(shrunk.ok ? shrunk.image : null);
  };
  return (
    <div className="grid gap-3">
      <label className="flex min-h-24 cursor-pointer flex-col items-center justify-center gap-1 rounded-md border border-dashed border-edge p-4 text-center focus-within:outline-2 focus-within:outline-tile hover:border-ink">
        {isBusy ? <Spinner className="size-6" /> : <ImageUp aria-hidden className="size-6" />}
        <span className="font-medium">{image ? t("another") : t("choose")}</span>
        <span className="text-sm text-muted">{t("help")}</span>
        <input
          type="file"
          accept="image/png,image/jpeg"
          className="sr-only"
          onChange={(event) => take(event.target.files?.[0])}
        />
      </label>
      {problem ? <Notice tone="error">{t(`problems.${problem}`)}</Notice> : null}
      {image ? <MarkSample mark={{ kind: "uploaded", image }} /> : null}
    </div>
  );
}
