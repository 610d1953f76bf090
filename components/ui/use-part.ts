"use client";
import { useEffect, useState } from "react";

const pauseMilliseconds = 2_000;

/**
 * A part of a page that is fetched when it is wanted, and again while the portal is away. A part that
 * `lazy` cannot fetch takes the whole page with it.
 * @param load always the same function
 */
export function usePart<Part>(load: () => Promise<Part>, isWanted: boolean): Part | undefined {
  const [part, setPart] = useState<{ readonly is: Part }>();
  const isMissing = part === undefined;
  useEffect(() => {
    if (!isWanted || !isMissing) return;
    let isOver = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const fetchIt = async (): Promise<void> => {
      const is = await load().catch(() => undefined);
      if (isOver) return;
      if (is === undefined) again = setTimeout(fetchIt, pauseMilliseconds);
      else setPart({ is });
    };
    void fetchIt();
    return () => {
      isOver = true;
      clearTimeout(again);
    };
  }, [load, isWanted, isMissing]);
  return part?.is;
}
