import { z } from "zod";
import { toPdfRect } from "@/lib/placements/geometry";
import type { BoxPositions } from "@/lib/placements/position-rect";
import { isKnownPosition, positionRect } from "@/lib/placements/position-rect";
import type { PageBox } from "@/lib/placements/schema";
import { placementInput } from "@/lib/placements/schema";
import type { Box } from "./box";
import { onPage, seenOn } from "./box";

/** Boxes on their way to another page or envelope; rectangles as seen, upright, in points. */
const copiedBoxes = z.object({
  kind: z.literal("muhr-boxes"),
  version: z.literal(1),
  boxes: z
    .array(
      placementInput.omit({ id: true }).extend({
        /** The signer's number, for an envelope in which other people sign. */
        number: z.number().int().positive().nullable(),
      }),
    )
    .min(1)
    .max(500),
});
export type CopiedBoxes = z.infer<typeof copiedBoxes>;

type Person = { readonly id: string; readonly number: number | null };
type Ground = {
  readonly pages: readonly PageBox[];
  readonly people: readonly Person[];
  /** Boxes that are there already: nothing is put exactly on top of its twin. */
  readonly boxes: readonly Box[];
  readonly newId: () => string;
  /** The places that the provider knows: a copy stands where its page has the same one. */
  readonly positions?: BoxPositions | undefined;
};

/** How far a copy is moved off its twin, down and to the right. Points as seen. */
const offset = 12;
const isNear = (one: number, other: number): boolean => Math.abs(one - other) < 0.5;

export function copyBoxes(
  boxes: readonly Box[],
  { pages, people }: Pick<Ground, "pages" | "people">,
): CopiedBoxes {
  return {
    kind: "muhr-boxes",
    version: 1,
    boxes: boxes.flatMap(({ recipientId, page, ...box }) => {
      const place = pages[page - 1];
      if (!place) return [];
      const { x, y, width, height } = seenOn({ ...box, recipientId, page }, place);
      const number = people.find(({ id }) => id === recipientId)?.number ?? null;
      const { position } = box;
      return [{ recipientId, number, page, x, y, width, height, ...(position && { position }) }];
    }),
  };
}

/** @returns undefined for any text that is not ours */
export function readCopiedBoxes(text: string | null): CopiedBoxes | undefined {
  try {
    return copiedBoxes.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}

/**
 * New boxes from copied ones, the first of them on `page` (1-based) and the others as many pages
 * further as they were; what would lie behind the last page is left out. Each is for the same
 * person, in another envelope for the signer of the same number, else for the first signer.
 */
export function pasteBoxes({ boxes: copied }: CopiedBoxes, page: number, ground: Ground): Box[] {
  const first = Math.min(...copied.map((box) => box.page));
  const put = (by: number): Box[] =>
    copied.flatMap((box) => {
      const number = box.page - first + page;
      const place = ground.pages[number - 1];
      const recipientId = personFor(box, ground.people);
      if (!place || !recipientId) return [];
      const { position, ...copy } = box;
      const blank = { ...copy, id: ground.newId(), recipientId, page: number };
      if (by === 0 && ground.positions && isKnownPosition(position, ground.positions)) {
        const rect = positionRect(position, place, ground.positions);
        return [{ ...onPage(blank, number, rect, ground.pages), position }];
      }
      const seen = { ...copy, space: "view" as const, x: box.x + by, y: box.y + by };
      return [onPage(blank, number, toPdfRect(seen, place, 1), ground.pages)];
    });
  const isTaken = (box: Box) => ground.boxes.some((other) => areTwins(box, other));
  for (let tries = 0; tries < 40; tries++) {
    const boxes = put(tries * offset);
    if (!boxes.some(isTaken)) return boxes;
  }
  return put(offset);
}

/** Copies of boxes on other pages (1-based), where a person does not have the same box already. */
export function copyToPages(
  boxes: readonly Box[],
  targets: readonly number[],
  ground: Ground,
): Box[] {
  return boxes.flatMap((box) =>
    targets
      .filter((page) => page !== box.page)
      .flatMap((page) => {
        const alone = { ...ground, boxes: [] };
        return pasteBoxes(copyBoxes([box], ground), page, alone);
      })
      .filter(
        (copy) =>
          !ground.boxes.some(
            (other) => other.recipientId === copy.recipientId && areTwins(copy, other),
          ),
      ),
  );
}

const areTwins = (one: Box, other: Box): boolean =>
  one.page === other.page &&
  isNear(one.x, other.x) &&
  isNear(one.y, other.y) &&
  isNear(one.width, other.width) &&
  isNear(one.height, other.height);

function personFor(
  { recipientId, number }: CopiedBoxes["boxes"][number],
  people: readonly Person[],
): string | undefined {
  const signers = people.filter((person) => person.number !== null);
  const same =
    signers.find(({ id }) => id === recipientId) ??
    signers.find((person) => person.number === number) ??
    signers[0];
  return same?.id;
}
