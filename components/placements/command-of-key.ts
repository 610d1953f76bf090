import type { Command } from "./editor-state";

type Key = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
};

/** Physical: the left arrow goes left in every language. */
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a key does to the selected boxes: 1 pt, 10 pt with Shift, the size with Alt. */
export function commandOfKey(event: Key): Command | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  if (event.key === "Delete" || event.key === "Backspace") return { kind: "delete" };
  const arrow = arrows[event.key];
  if (!arrow) return undefined;
  const length = event.shiftKey ? 10 : 1;
  const [x, y] = [arrow[0] * length, arrow[1] * length];
  return event.altKey
    ? { kind: "size", width: x, height: y, isRepeat: event.repeat }
    : { kind: "nudge", x, y, isRepeat: event.repeat };
}
