"use client";
import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useSelection, useSelectionIfAny } from "./selection";

const look =
  "relative z-1 -m-3 grid shrink-0 cursor-pointer place-items-center self-center p-3 select-none";
const boxLook = "size-4 accent-(--tile) max-md:size-5";

/** At the beginning of a row; drawn by the device, because fifty of them are on a page. */
export function SelectRow({ id, title }: { id: string; title: string }) {
  const t = useTranslations("bulk");
  const selecting = useSelectionIfAny();
  if (!selecting) return null;
  return (
    <label className={look} data-select="">
      <input
        type="checkbox"
        className={boxLook}
        aria-label={t("select", { title })}
        checked={selecting.isChosen(id)}
        onChange={({ nativeEvent }) =>
          selecting.toggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    </label>
  );
}

/** In the heading: all of this page, some, or none. */
export function SelectPage() {
  const t = useTranslations("bulk");
  const { page, isChosen, choosePage } = useSelection();
  const chosen = page.ids.filter(isChosen).length;
  const isWhole = chosen === page.ids.length;
  return (
    <label className={look}>
      <input
        type="checkbox"
        className={boxLook}
        aria-label={t("selectPage")}
        checked={isWhole}
        ref={(box) => {
          if (box) box.indeterminate = chosen > 0 && !isWhole;
        }}
        onChange={() => choosePage(!isWhole)}
      />
    </label>
  );
}

/** On a phone there is no room for check boxes until somebody asks for them. */
export function SelectButton() {
  const t = useTranslations("bulk");
  const { isOpen, open, clear } = useSelection();
  return (
    <Button
      className="h-11 md:hidden"
      aria-pressed={isOpen}
      onClick={() => (isOpen ? clear() : open())}
    >
      <ListChecks aria-hidden />
      {t("selectButton")}
    </Button>
  );
}

/** Around the table: on a phone the check boxes of its rows follow. */
export function SelectArea({ children }: { children: ReactNode }) {
  return <div data-selecting={useSelectionIfAny()?.isOpen || undefined}>{children}</div>;
}
