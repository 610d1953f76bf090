type Taker = (file: File) => void;

let held: File | undefined;
let taker: Taker | undefined;

/**
 * A file that was dropped on one page and is taken up by the next. A file cannot travel in an
 * address, so it waits here, in the memory of this tab.
 */
export function handOverFile(file: File): void {
  if (taker) taker(file);
  else held = file;
}

/** @returns a function that ends the taking */
export function takeFiles(take: Taker): () => void {
  taker = take;
  if (held) take(held);
  held = undefined;
  return () => {
    if (taker === take) taker = undefined;
  };
}
