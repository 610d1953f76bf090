"use client";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { useEditor } from "./editor-context";
import { useSharedValue } from "./shared-value";

/** Why a box went back to where it came from; gone with the next change. */
export function RefusalNotice() {
  const t = useTranslations("editor");
  const { store } = useEditor();
  const refusal = useSharedValue(store.refused, (now) => now);
  if (!refusal) return null;
  return (
    <Notice tone="warning" className="absolute inset-x-4 bottom-4 z-30 mx-auto max-w-xl">
      {t(`refused.${refusal.code}`, { most: refusal.most })}
    </Notice>
  );
}
