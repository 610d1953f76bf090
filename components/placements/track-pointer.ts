/** Where a pointer is, in client coordinates, and whether Alt is held with it. */
export type PointerPlace = { readonly x: number; readonly y: number; readonly altKey: boolean };

type Tracking = {
  /** Also called after the ground scrolled under a resting pointer. */
  readonly onMove: (at: PointerPlace) => void;
  readonly onEnd: (at: PointerPlace) => void;
  readonly onCancel: () => void;
  /**
   * What scrolls by itself while the pointer is near its upper or lower edge. Coming from outside,
   * the pointer has to be well inside first, or carrying something in would scroll at the border;
   * pressed near an edge, it has to go on towards it, or a box beside the edge could not be drawn.
   */
  readonly scroller?: HTMLElement | null;
};

const edge = 44;
const fastest = 22;

/** CSS pixels to scroll in this frame: faster the nearer the pointer is to the edge. */
function pullOf(y: number, { top, bottom }: DOMRect): number {
  const above = Math.max(0, top + edge - y);
  const below = Math.max(0, y - (bottom - edge));
  return Math.min(1, Math.max(above, below) / edge) * fastest * (above > 0 ? -1 : 1);
}

const placeOf = ({ clientX, clientY, altKey }: PointerEvent): PointerPlace => ({
  x: clientX,
  y: clientY,
  altKey,
});

/**
 * Follows one pointer until it is let go. Pointer capture keeps it to the element that was pressed,
 * over other elements, after scrolling and on touch; Escape gives everything back, and so does a
 * second finger, which zooms.
 */
export function trackPointer(
  element: HTMLElement,
  pointerId: number,
  { onMove, onEnd, onCancel, scroller }: Tracking,
): void {
  let from: PointerPlace | undefined;
  let at: PointerPlace | undefined;
  let frame = 0;
  const beganInside = scroller?.contains(element) ?? false;
  let wasAway = false;
  element.setPointerCapture(pointerId);

  const pull = () => {
    if (!at || !from || !scroller) return;
    const before = scroller.scrollTop;
    const by = pullOf(at.y, scroller.getBoundingClientRect());
    wasAway ||= by === 0;
    const goesThere = beganInside && by * (at.y - from.y) > 0;
    if (wasAway || goesThere) scroller.scrollTop += by;
    if (scroller.scrollTop !== before) onMove(at);
    frame = requestAnimationFrame(pull);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    at = placeOf(event);
    from ??= at;
    onMove(at);
    if (frame === 0) frame = requestAnimationFrame(pull);
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", end);
    element.removeEventListener("pointercancel", cancel);
    window.removeEventListener("keydown", giveBack, true);
    window.removeEventListener("pointerdown", yieldToOther, true);
    if (element.hasPointerCapture(pointerId)) element.releasePointerCapture(pointerId);
  };
  const end = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    stop();
    onEnd(placeOf(event));
  };
  const cancel = () => {
    stop();
    onCancel();
  };
  const giveBack = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    cancel();
  };
  const yieldToOther = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) cancel();
  };
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", cancel);
  window.addEventListener("keydown", giveBack, true);
  window.addEventListener("pointerdown", yieldToOther, true);
}
