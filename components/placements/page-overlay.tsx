"use client";
import { useSyncExternalStore } from "react";
import { PageMarks } from "@/components/pdf/page-marks";
import { BoxView } from "./box-view";
import { useEditor } from "./editor-context";
import { FindLinesGhosts } from "./find-lines-ghosts";
import { GuideLines } from "./guide-lines";
import { PageSurface } from "./page-surface";
import { SelectionToolbar } from "./selection-toolbar";

/**
 * What lies over the picture of one page: the ground that takes new boxes, and its boxes. Far from
 * the screen the ground is only a place, but boxes stay where Tab finds them.
 */
export function PageOverlay({
  pageIndex,
  zoom,
  isNear,
}: {
  pageIndex: number;
  zoom: number;
  isNear: boolean;
}) {
  const { store, pages, marks } = useEditor();
  const page = pages[pageIndex];
  const read = () => store.boxesOn(pageIndex + 1);
  const boxes = useSyncExternalStore(store.subscribe, read, read);
  if (!page) return null;
  return (
    <>
      {isNear ? (
        <PageSurface pageIndex={pageIndex} page={page} zoom={zoom} />
      ) : (
        <div data-surface={pageIndex + 1} className="absolute inset-0" />
      )}
      {isNear ? (
        <PageMarks marks={marks} pageNumber={pageIndex + 1} page={page} zoom={zoom} />
      ) : null}
      {boxes.map((box) => (
        <BoxView key={box.id} box={box} page={page} zoom={zoom} />
      ))}
      {isNear ? (
        <FindLinesGhosts pageNumber={pageIndex + 1} page={page} zoom={zoom} boxes={boxes} />
      ) : null}
      {isNear ? <SelectionToolbar boxes={boxes} page={page} zoom={zoom} /> : null}
      {isNear ? <GuideLines page={pageIndex + 1} /> : null}
    </>
  );
}
