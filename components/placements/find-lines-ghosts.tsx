"use client";
import { Check, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { directionOf } from "@/lib/i18n/locales";
import { toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox, ViewRect } from "@/lib/placements/schema";
import type { Box } from "./box";
import { viewOf } from "./box-style";
import { useEditor } from "./editor-context";
import type { ButtonsPlace } from "./find-lines-buttons";
import { buttonSizes, buttonsGap, placeButtons } from "./find-lines-buttons";
import { useFoundLines } from "./find-lines-context";
import type { LineProposal } from "./find-lines-state";
import { PersonBadge } from "./person-badge";
import { useLineWords } from "./use-line-words";

type FindLinesGhostsProps = {
  /** 1-based. */
  pageNumber: number;
  page: PageBox;
  zoom: number;
  /** Those of the page. */
  boxes: readonly Box[];
};

const beside = `calc(100% + ${buttonsGap}px)`;
const acrossMiddle = { top: "50%", transform: "translateY(-50%)" };
const styles = {
  inside: undefined,
  right: { left: beside, ...acrossMiddle },
  left: { right: beside, ...acrossMiddle },
  below: { right: 0, top: beside },
  above: { right: 0, bottom: beside },
} as const;

const isFinger = () => window.matchMedia("(pointer: coarse)").matches;

/** The proposals of one page, dashed, each with its two buttons; drawing goes on under them. */
export function FindLinesGhosts({ pageNumber, page, zoom, boxes }: FindLinesGhostsProps) {
  const { open } = useFoundLines();
  const ghosts = open
    .filter((proposal) => proposal.page === pageNumber)
    .map((proposal) => ({ proposal, view: toViewRect(proposal.rect, page, zoom) }));
  if (ghosts.length === 0) return null;
  const places = placeButtons(
    ghosts.map(({ proposal, view }) => ({ view, hasPerson: proposal.recipientId !== undefined })),
    boxes.map((box) => viewOf(box, page, zoom)),
    viewSize(page, zoom),
    buttonSizes[isFinger() ? "coarse" : "fine"],
  );
  return ghosts.map(({ proposal, view }, at) => (
    <Ghost key={proposal.id} proposal={proposal} view={view} buttons={places[at] ?? "inside"} />
  ));
}

type GhostProps = { proposal: LineProposal; view: ViewRect; buttons: ButtonsPlace };

function Ghost({ proposal, view: { x, y, width, height }, buttons }: GhostProps) {
  const t = useTranslations("editor.lines");
  const direction = directionOf(useLocale());
  const { people, focusBox, focusPage } = useEditor();
  const { accept, dismiss } = useFoundLines();
  const place = useLineWords()(proposal);
  const person = people.find(({ id }) => id === proposal.recipientId);
  const tone = person?.tone ?? "#4b555a";
  return (
    <div
      data-ghost={proposal.id}
      dir={direction}
      className="pointer-events-none absolute z-2 flex items-center gap-1 border-2 border-dashed px-1"
      style={{ left: x, top: y, width, height, borderColor: tone, background: `${tone}14` }}
    >
      {person ? <PersonBadge person={person} /> : null}
      <span
        className={`pointer-events-auto flex rounded-md border border-[#5b666b] bg-[#fff] ${buttons === "inside" ? "ms-auto" : "absolute"}`}
        style={styles[buttons]}
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
