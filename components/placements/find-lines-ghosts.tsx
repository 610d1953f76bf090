"use client";
import { Check, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { directionOf } from "@/lib/i18n/locales";
import { toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { useEditor } from "./editor-context";
import { useFoundLines } from "./find-lines-context";
import type { LineProposal } from "./find-lines-state";
import { PersonBadge } from "./person-badge";
import { useLineWords } from "./use-line-words";

type FindLinesGhostsProps = {
  /** 1-based. */
  pageNumber: number;
  page: PageBox;
  zoom: number;
};

/** Room for both buttons at a finger's size, and for these with the person's badge. CSS pixels. */
const buttonsWidth = 92;
const inside = { width: 140, height: 30 };
const beside = "calc(100% + 4px)";

/** The proposals of one page, dashed, each with its two buttons; drawing goes on under them. */
export function FindLinesGhosts({ pageNumber, page, zoom }: FindLinesGhostsProps) {
  const { open } = useFoundLines();
  return open
    .filter((proposal) => proposal.page === pageNumber)
    .map((proposal) => <Ghost key={proposal.id} proposal={proposal} page={page} zoom={zoom} />);
}

type GhostProps = { proposal: LineProposal; page: PageBox; zoom: number };

function Ghost({ proposal, page, zoom }: GhostProps) {
  const t = useTranslations("editor.lines");
  const direction = directionOf(useLocale());
  const { people, focusBox, focusPage } = useEditor();
  const { accept, dismiss } = useFoundLines();
  const place = useLineWords()(proposal);
  const person = people.find(({ id }) => id === proposal.recipientId);
  const tone = person?.tone ?? "#4b555a";
  const { x, y, width, height } = toViewRect(proposal.rect, page, zoom);
  const isRoomInside = width >= inside.width && height >= inside.height;
  const isRoomOnRight = x + width + buttonsWidth <= viewSize(page, zoom).width;
  const side = isRoomOnRight ? { left: beside } : { right: beside };
  return (
    <div
      data-ghost={proposal.id}
      dir={direction}
      className="pointer-events-none absolute z-2 flex items-center gap-1 border-2 border-dashed px-1"
      style={{ left: x, top: y, width, height, borderColor: tone, background: `${tone}14` }}
    >
      {person ? <PersonBadge person={person} /> : null}
      <span
        className={`pointer-events-auto flex rounded-md border border-[#5b666b] bg-[#fff] ${isRoomInside ? "ms-auto" : "absolute top-1/2 -translate-y-1/2"}`}
        style={isRoomInside ? undefined : side}
      >
        <button
          type="button"
          className="grid size-7 place-items-center text-[#0f766e] hover:bg-[#e6f2f0] pointer-coarse:size-11"
          aria-label={t("acceptNamed", { place })}
          title={t("accept")}
          onClick={() => {
            if (accept([proposal]).length > 0) focusBox(proposal.id);
          }}
        >
          <Check aria-hidden className="size-4" />
        </button>
        <button
          type="button"
          className="grid size-7 place-items-center text-[#1c2529] hover:bg-[#eeede8] pointer-coarse:size-11"
          aria-label={t("dismissNamed", { place })}
          title={t("dismiss")}
          onClick={() => {
            dismiss([proposal]);
            focusPage(proposal.page);
          }}
        >
          <X aria-hidden className="size-4" />
        </button>
      </span>
    </div>
  );
}
