"use client";
import { FileDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { toast } from "@/components/ui/toast";
import { handOverFile } from "./dropped-file";

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** A PDF dropped anywhere on the page starts a new envelope. */
export function DropAnywhere() {
  const t = useTranslations("newEnvelope");
  const router = useRouter();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = () => {
      depth = Math.max(depth - 1, 0);
      if (depth === 0) setOver(false);
    };
    // Without this the browser opens the file in place of the portal.
    const allow = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const [file, ...more] = event.dataTransfer?.files ?? [];
      if (more.length > 0) return void toast.error(t("oneFile"));
      if (!file) return;
      handOverFile(file);
      router.push("/envelopes/new");
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: allow, drop } as const;
    const entries = Object.entries(listeners) as [keyof typeof listeners, (e: DragEvent) => void][];
    for (const [name, listener] of entries) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of entries) window.removeEventListener(name, listener);
    };
  }, [router, t]);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-2 z-50 grid place-items-center rounded-md border-2 border-dashed border-tile bg-tile-soft/90 text-on-tile-soft">
      <p className="flex items-center gap-3 text-lg font-semibold">
        <FileDown aria-hidden className="size-6" />
        {t("dropAnywhere")}
      </p>
    </div>
  );
}
