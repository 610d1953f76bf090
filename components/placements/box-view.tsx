"use client";
import { useTranslations } from "next-intl";
import { memo, useRef } from "react";
import type { PageBox } from "@/lib/placements/schema";
import type { Box } from "./box";
import { BoxHandles } from "./box-handles";
import { styleOf, viewOf } from "./box-style";
import { useEditor, useEditorState } from "./editor-context";
import { PersonBadge } from "./person-badge";
import { useBoxGestures } from "./use-box-gestures";
import { useBoxWords } from "./use-box-words";

type BoxViewProps = { box: Box; page: PageBox; zoom: number };

/** One box: a button that is chosen, moved and named, and its handles while it alone is chosen. */
export const BoxView = memo(function BoxView({ box, page, zoom }: BoxViewProps) {
  const t = useTranslations("editor");
  const words = useBoxWords();
  const { store, people, problemsOf, isGathering } = useEditor();
  const isSelected = useEditorState(({ selection }) => selection.includes(box.id));
  const isAlone = useEditorState(({ selection }) => selection.length === 1);
  const isWrong = useEditorState(({ boxes }) =>
    problemsOf(boxes).some(
      ({ placementId, recipientId, code }) =>
        placementId === box.id || (code === "too_many_boxes" && recipientId === box.recipientId),
    ),
  );
  const frame = useRef<HTMLDivElement>(null);
  const isPressed = useRef(false);
  const isFollowed = useRef(false);
  const { press, choose, resize } = useBoxGestures(box, page, zoom, frame);
  const person = people.find(({ id }) => id === box.recipientId);
  const tone = person?.tone ?? "#4b555a";
  const view = viewOf(box, page, zoom);
  return (
    <div
      ref={frame}
      data-frame={box.id}
      className="group/box absolute z-1 data-moving:z-10 data-moving:opacity-80"
      style={styleOf(view)}
    >
      <button
        type="button"
        data-box={box.id}
        data-wrong={isWrong ? "" : undefined}
        aria-description={isWrong ? `${words.from(box)} ${t("wrong")}` : words.from(box)}
        aria-pressed={isSelected}
        className="relative flex size-full cursor-move touch-pan-x touch-pan-y items-center border-2 text-start text-xs select-none before:absolute before:top-1/2 before:start-1/2 before:size-full before:-translate-1/2 aria-pressed:touch-none aria-pressed:outline-2 aria-pressed:outline-offset-1 aria-pressed:outline-[#0f766e] pointer-coarse:before:min-h-11 pointer-coarse:before:min-w-11"
        style={{ borderColor: tone, color: tone, background: groundOf(tone, isWrong) }}
        onPointerDown={(event) => {
          isPressed.current = true;
          isFollowed.current = press(event);
        }}
        onPointerCancel={() => {
          isPressed.current = false;
        }}
        onFocus={() => {
          // The pointer has chosen already, with Shift perhaps the opposite.
          const isByPointer = isPressed.current;
          isPressed.current = false;
          if (isByPointer || isSelected || isGathering.get()) return;
          store.dispatch({ kind: "select", ids: [box.id] });
        }}
        onClick={(event) => {
          isPressed.current = false;
          // Enter or Space: the pointer's clicks carry a count.
          const isFromKeyboard = event.detail === 0;
          if (isFromKeyboard || !isFollowed.current) choose();
        }}
      >
        <span className="sr-only">
          {words.name(box)}
          {box.position ? `, ${t(`places.names.${box.position}`)}` : null}
        </span>
        <span className="flex size-full items-center gap-1.5 overflow-hidden px-1">
          {person ? <PersonBadge person={person} /> : null}
          <span aria-hidden dir="auto" className="min-w-0 truncate font-medium">
            {person?.name}
          </span>
        </span>
        {box.position ? (
          <span
            aria-hidden
            data-place
            dir="auto"
            className="absolute end-0 bottom-0 max-w-full truncate px-1 text-[0.625rem] leading-4 font-medium text-[#fff]"
            style={{ background: tone }}
          >
            {t(`places.names.${box.position}`)}
          </span>
        ) : null}
      </button>
      {isSelected && isAlone ? <BoxHandles tone={tone} size={view} onPull={resize} /> : null}
    </div>
  );
});

/** Nearly white, so that letters in the tone stay legible; stripes where a rule is broken. */
const groundOf = (tone: string, isWrong: boolean): string =>
  isWrong
    ? `repeating-linear-gradient(135deg, #ffffffe6 0 7px, ${tone}40 7px 10px)`
    : `color-mix(in srgb, ${tone} 10%, #ffffffd9)`;
