"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { MarkInput } from "@/lib/envelopes/schema";
import { toViewRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { BoxTag, boxLook } from "./box-tag";
import { markArea } from "./mark-area";
import { MarkPreview } from "./mark-preview";
import type { MyBox } from "./situation";

type BoxButtonProps = {
  box: MyBox;
  page: PageBox;
  /** CSS pixels per point. */
  zoom: number;
  /** 1-based, and of how many. */
  number: number;
  total: number;
  name: string;
  mark: MarkInput | null;
  onOpen: () => void;
  /** The box was on the screen, above the bar at its bottom. */
  onSeen: (boxId: string) => void;
};

export const boxElementId = (boxId: string) => `box-${boxId}`;

/** One of my boxes on the page: where the mark goes, and the way to make or change it. */
export function BoxButton(props: BoxButtonProps) {
  const { box, page, zoom, number, total, name, mark, onOpen, onSeen } = props;
  const t = useTranslations("sign.box");
  const element = useRef<HTMLButtonElement>(null);
  const place = toViewRect(box.rect, page, zoom);
  const size = { width: place.width / zoom, height: place.height / zoom };
  useEffect(() => {
    const button = element.current;
    if (!button) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onSeen(box.id);
      },
      { threshold: 0.6, rootMargin: "0px 0px -88px 0px" },
    );
    observer.observe(button);
    return () => observer.disconnect();
  }, [box.id, onSeen]);
  return (
    <>
      <button
        ref={element}
        id={boxElementId(box.id)}
        type="button"
        onClick={onOpen}
        aria-label={t(mark ? "filled" : "empty", { number, total, name, page: box.page })}
        // The page is drawn from its left upper corner in every language.
        style={{ left: place.x, top: place.y, width: place.width, height: place.height }}
        className={`${boxLook} bg-seal/10 text-start outline-seal after:absolute after:-inset-2.5 hover:bg-seal/20 focus-visible:outline-4`}
      >
        {mark ? (
          <MarkPreview mark={mark} {...size} area={markArea(size.width, size.height)} />
        ) : null}
      </button>
      {mark ? null : <BoxTag place={place} number={number} total={total} name={name} />}
    </>
  );
}
