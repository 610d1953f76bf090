import { useLayoutEffect, useRef } from "react";

/** A canvas that was drawn before, or is being drawn, filling the place around it. */
export function PictureOfFirstPage({ canvas }: { canvas: HTMLCanvasElement }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.append(canvas), [canvas]);
  return <div ref={place} className="absolute inset-0" />;
}
