import type { MarkInput } from "@/lib/envelopes/schema";
import { markArea } from "./mark-area";
import { markInk } from "./mark-ink";
import { fitStrokes } from "./strokes";
import { TypedPreview } from "./typed-preview";

type MarkPreviewProps = {
  mark: MarkInput;
  /** The box in points, as the page is drawn (turned pages already turned). */
  width: number;
  height: number;
};

/** The mark at the size and place that it will have in the sealed PDF. */
export function MarkPreview({ mark, width, height }: MarkPreviewProps) {
  const area = markArea(width, height);
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
