"use client";
import { useSyncExternalStore } from "react";
import { BoxView } from "./box-view";
import { useEditor } from "./editor-context";
import { PageSurface } from "./page-surface";

/** What lies over the picture of one page: the ground that takes new boxes, and its boxes. */
export function PageOverlay({ pageIndex, zoom }: { pageIndex: number; zoom: number }) {
  const { store, pages } = useEditor();
  const page = pages[pageIndex];
  const read = () => store.boxesOn(pageIndex + 1);
  const boxes = useSyncExternalStore(store.subscribe, read, read);
  if (!page) return null;
  return (
    <>
      <PageSurface pageIndex={pageIndex} page={page} zoom={zoom} />
      {boxes.map((box) => (
        <BoxView key={box.id} box={box} page={page} zoom={zoom} />
      ))}
    </>
  );
}
