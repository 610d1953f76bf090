import type { MarkInput } from "@/lib/envelopes/schema";
import { markInk } from "./mark-ink";
import type { Area } from "./strokes";
import { fitStrokes } from "./strokes";
import { TypedPreview } from "./typed-preview";

type MarkPreviewProps = {
  mark: MarkInput;
  /** The box in points, as the page is drawn (turned pages already turned). */
  width: number;
  height: number;
  /** The part of the box that the mark may fill. */
  area: Area;
};

/** The mark, fitted as the sealed PDF fits it. */
export function MarkPreview({ mark, width, height, area }: MarkPreviewProps) {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      className="block size-full overflow-hidden"
      style={{ fill: markInk, stroke: "none" }}
    >
      {mark.kind === "typed" ? <TypedPreview text={mark.text} area={area} /> : null}
      {mark.kind === "uploaded" ? (
        <image {...area} href={`data:image/png;base64,${mark.image}`} />
      ) : null}
      {mark.kind === "drawn" ? <Strokes {...fitStrokes(mark, area)} /> : null}
    </svg>
  );
}

function Strokes({ paths, lineWidth }: { paths: readonly string[]; lineWidth: number }) {
  return (
    <path
      d={paths.join("")}
      fill="none"
      stroke={markInk}
      strokeWidth={lineWidth}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}
