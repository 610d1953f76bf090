import type { DraftView } from "@/lib/envelopes/load-draft";
import { draftKindOf } from "./draft-steps";
import type { UnusedBoxesNoticeProps } from "./unused-boxes-notice";
import { UnusedBoxesNotice } from "./unused-boxes-notice";

type UnusedBoxesProps = Pick<UnusedBoxesNoticeProps, "onBefore"> & { view: DraftView };

/** Boxes of a draft that its signing service does not show: whose they are, and a way to drop them. */
export function UnusedBoxes({ view, onBefore }: UnusedBoxesProps) {
  const { envelope, recipients, placements, provider } = view;
  if (draftKindOf(view) !== "boxless" || placements.length === 0) return null;
  const owners = recipients.map(({ id, name }, place) => ({
    id,
    name,
    position: place + 1,
    pages: placements.filter(({ recipientId }) => recipientId === id).map(({ page }) => page),
  }));
  return (
    <UnusedBoxesNotice
      envelopeId={envelope.id}
      rev={envelope.rev}
      providerName={provider.name}
      owners={owners.filter(({ pages }) => pages.length > 0)}
      onBefore={onBefore}
    />
  );
}
