/** A page as it stands on the screen now, in client coordinates. */
export type PagePlace = { readonly page: number; readonly left: number; readonly top: number };

/** The page (1-based) whose picture lies at this point of the screen, even under something else. */
export function pageUnderPointer(
  column: HTMLElement,
  { x, y }: { readonly x: number; readonly y: number },
): PagePlace | undefined {
  const view = column.getBoundingClientRect();
  if (x < view.left || x > view.right || y < view.top || y > view.bottom) return undefined;
  for (const element of column.querySelectorAll<HTMLElement>("[data-page]")) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (x >= left && x <= right && y >= top && y <= bottom)
      return { page: Number(element.dataset.page), left, top };
  }
  return undefined;
}
