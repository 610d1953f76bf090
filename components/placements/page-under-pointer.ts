/** A page as it stands on the screen now, in client coordinates. */
export type PagePlace = { readonly page: number; readonly left: number; readonly top: number };

type Point = { readonly x: number; readonly y: number };

/**
 * The page (1-based) whose picture lies at this point of the screen, even under something else.
 * @param first the page that is looked at before all others
 */
export function pageUnderPointer(
  column: HTMLElement,
  at: Point,
  first?: number,
): PagePlace | undefined {
  if (!isInside(column.getBoundingClientRect(), at)) return undefined;
  const all = column.querySelectorAll<HTMLElement>("[data-page]");
  const likely = first === undefined ? undefined : all[first - 1];
  for (const element of likely ? [likely, ...all] : all) {
    const place = element.getBoundingClientRect();
    if (isInside(place, at))
      return { page: Number(element.dataset.page), left: place.left, top: place.top };
  }
  return undefined;
}

const isInside = ({ left, right, top, bottom }: DOMRect, { x, y }: Point): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;
