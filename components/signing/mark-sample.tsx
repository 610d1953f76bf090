import type { MarkInput } from "@/lib/envelopes/schema";
import { markPaper } from "./mark-ink";
import { MarkPreview } from "./mark-preview";

/** Points, of a box as offices usually draw it. */
const usual = { width: 200, height: 50 };
const area = { x: 6, y: 6, width: usual.width - 12, height: usual.height - 12 };

/** The mark on a piece of paper, while it is being made; white paper also in the dark. */
export function MarkSample({ mark }: { mark: MarkInput | null }) {
  return (
    <div
      aria-hidden
      className="h-24 rounded-md border border-hairline"
      style={{ background: markPaper }}
    >
      {mark ? <MarkPreview mark={mark} {...usual} area={area} /> : null}
    </div>
  );
}
