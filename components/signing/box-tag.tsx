import { useFormatter } from "next-intl";
import type { ViewRect } from "@/lib/placements/schema";

/** A recipient's own box on the page, before it holds a mark; its colour comes with it. */
export const boxLook = "absolute rounded-sm outline-2";

type BoxTagProps = {
  /** Of the box. */
  place: ViewRect;
  /** 1-based, and of how many. */
  number: number;
  total: number;
  name: string;
  /** Of the person, where boxes of several people are told apart; else the seal's. */
  tone?: string;
};

/** Above an empty box: which of them, and whose. */
export function BoxTag({ place, number, total, name, tone }: BoxTagProps) {
  const format = useFormatter();
  return (
    <span
      aria-hidden
      style={{
        left: place.x,
        top: place.y - 4,
        ...(tone ? { background: tone, color: "#fff" } : {}),
      }}
      className="pointer-events-none absolute flex max-w-48 -translate-y-full gap-1 rounded-sm bg-seal px-1.5 text-xs font-medium whitespace-nowrap text-on-seal"
    >
      {total > 1 ? <span>{format.number(number)}</span> : null}
      <bdi className="truncate">{name}</bdi>
    </span>
  );
}
