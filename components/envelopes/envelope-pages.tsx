"use client";
import { useEffect, useRef, useState } from "react";
import { usePart } from "@/components/ui/use-part";
import type { PagePicturesProps } from "./page-pictures";

// The PDF engine is large: it comes when somebody has scrolled to the pages.
const loadPictures = async () => (await import("./page-pictures")).PagePictures;

/** The pages in small with their boxes, drawn once they come into sight. */
export function EnvelopePages(props: PagePicturesProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const PagePictures = usePart(loadPictures, isNear);
  useEffect(() => {
    if (!place.current) return;
    const watcher = new IntersectionObserver(
      (entries) => setNear((was) => was || entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: "200px" },
    );
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, []);
  return (
    // As high as they will be, so that nothing jumps.
    <div ref={place} className="min-h-40">
      {PagePictures ? <PagePictures {...props} /> : null}
    </div>
  );
}
