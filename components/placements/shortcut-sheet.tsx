"use client";
import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

/** What is written on the keys; words for what they do are under `editor.keys`. */
const sheet = {
  choose: ["1 – 9"],
  place: ["Enter"],
  next: ["Tab"],
  pages: ["PageUp", "PageDown"],
  move: ["← ↑ ↓ →"],
  moveFar: ["Shift + ← ↑ ↓ →"],
  size: ["Alt + ← ↑ ↓ →"],
  mark: ["M"],
  all: ["Ctrl + A"],
  add: ["Shift"],
  duplicate: ["Ctrl + D"],
  copy: ["Ctrl + C", "Ctrl + X", "Ctrl + V"],
  remove: ["Del"],
  undo: ["Ctrl + Z", "Ctrl + Shift + Z"],
  guides: ["G"],
  free: ["Alt"],
  zoom: ["Ctrl + +", "Ctrl + −", "Ctrl + 0"],
  stop: ["Esc"],
  help: ["?"],
} as const;
type Line = keyof typeof sheet;
const lines = Object.keys(sheet) as Line[];

export function ShortcutSheet({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const t = useTranslations("editor");
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t("keysTitle")} className="sm:max-w-3xl">
        <dl className="grid gap-x-8 sm:grid-cols-2">
          {lines.map((line) => (
            <div
              key={line}
              className="flex items-center justify-between gap-4 border-b border-hairline py-1.5 text-sm"
            >
              <dt>{t(`keys.${line}`)}</dt>
              <dd className="flex shrink-0 gap-1">
                {sheet[line].map((keys) => (
                  <Kbd key={keys}>{keys}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
