import { toPdfRect, viewSize } from "@/lib/placements/geometry";
import type { ViewRect } from "@/lib/placements/schema";
import { snapMove } from "@/lib/placements/snap";
import type { Box } from "./box";
import { boundsOf, viewOf } from "./box-style";
import type { Editor } from "./editor-context";
import type { Move } from "./editor-state";
import type { Gesture, Pull } from "./gesture";
import { pageUnderPointer } from "./page-under-pointer";
import { moveRect } from "./resize-rect";

/** Where the group goes: the page of the box that is held, and how far on that page. CSS pixels. */
type Landing = { readonly page: number; readonly dx: number; readonly dy: number };

/**
 * Moves all chosen boxes by the one that is held. On another page they keep their distance; boxes
 * of other pages go as many pages further.
 */
export function moveGroup(
  held: Box,
  group: readonly Box[],
  { store, pages, column, guides }: Editor,
  zoom: number,
): Pick<Gesture, "show" | "rest" | "drop"> {
  const scroller = column();
  const find = (selector: string) => scroller?.querySelector<HTMLElement>(selector);
  const ground = find(`[data-page="${held.page}"]`);
  const frames = group.flatMap(({ id }) => find(`[data-frame="${CSS.escape(id)}"]`) ?? []);
  const viewsOn = (boxes: readonly Box[], page: number): ViewRect[] => {
    const place = pages[page - 1];
    return boxes.flatMap((box) => (place && box.page === page ? viewOf(box, place, zoom) : []));
  };
  const bounds = boundsOf(viewsOn(group, held.page));
  const isChosen = (box: Box) => group.some(({ id }) => id === box.id);

  const landOn = (page: number, dx: number, dy: number, isFree: boolean): Landing => {
    const place = pages[page - 1];
    if (!place) return { page, dx, dy };
    const size = viewSize(place, zoom);
    const moved = moveRect(bounds, { dx, dy }, size);
    const others = viewsOn(
      store.boxesOn(page).filter((box) => !isChosen(box)),
      page,
    );
    const { rect, guides: lines } = isFree
      ? { rect: moved, guides: [] }
      : snapMove(moved, { page: size, zoom, others });
    guides.set(lines.length > 0 ? { page, guides: lines } : null);
    return { page, dx: rect.x - bounds.x, dy: rect.y - bounds.y };
  };
  /** `left`, `top`: how far that page's corner lies from the corner of the box's own page. */
  const land = ({ dx, dy, at, isFree }: Pull) => {
    const own = ground?.getBoundingClientRect();
    const target = scroller && pageUnderPointer(scroller, at, held.page);
    if (!own || !target) return undefined;
    const [left, top] = [target.left - own.left, target.top - own.top];
    return { left, top, ...landOn(target.page, dx - left, dy - top, isFree) };
  };
  return {
    show: (by) => {
      const landing = land(by) ?? { left: 0, top: 0, dx: by.dx, dy: by.dy };
      const x = landing.dx + landing.left;
      const y = landing.dy + landing.top;
      for (const frame of frames) {
        frame.dataset.moving = "";
        frame.style.transform = `translate(${x}px, ${y}px)`;
      }
    },
    rest: () => {
      for (const frame of frames) {
        delete frame.dataset.moving;
        frame.style.transform = "";
      }
    },
    drop: (by) => {
      const { page, dx, dy } = land(by) ?? landOn(held.page, by.dx, by.dy, by.isFree);
      guides.set(null);
      const moves = group.flatMap((box): Move[] => {
        const from = pages[box.page - 1];
        const number = Math.min(pages.length, Math.max(1, box.page + page - held.page));
        const to = pages[number - 1];
        if (!from || !to) return [];
        const view = moveRect(viewOf(box, from, zoom), { dx, dy }, viewSize(to, zoom));
        return [{ id: box.id, page: number, rect: toPdfRect(view, to, zoom) }];
      });
      return store.dispatch({ kind: "place", moves });
    },
  };
}
