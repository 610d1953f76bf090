import {
  Ban,
  CircleX,
  Clock,
  Files,
  Hand,
  PencilLine,
  PenOff,
  Send,
  Stamp,
  TimerOff,
} from "lucide-react";
import type { ReactNode } from "react";
import type { ChipTone } from "@/components/ui/chip";
import { Chip } from "@/components/ui/chip";
import { ProgressRing } from "@/components/ui/progress-ring";
import { Spinner } from "@/components/ui/spinner";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";

const looks: Record<EnvelopeStatus, { tone: ChipTone; icon: ReactNode }> = {
  draft: { tone: "outline", icon: <PencilLine aria-hidden /> },
  queued: { tone: "tile", icon: <Clock aria-hidden /> },
  sending: { tone: "tile", icon: <Send aria-hidden className="rtl:-scale-x-100" /> },
  needs_check: { tone: "warning", icon: <Hand aria-hidden /> },
  in_progress: { tone: "tile", icon: <ProgressRing done={0} total={1} /> },
  completing: { tone: "tile", icon: <Spinner /> },
  completed: { tone: "success", icon: <Stamp aria-hidden /> },
  declined: { tone: "error", icon: <PenOff aria-hidden /> },
  expired: { tone: "neutral", icon: <TimerOff aria-hidden /> },
  canceled: { tone: "neutral", icon: <Ban aria-hidden /> },
  failed: { tone: "error", icon: <CircleX aria-hidden /> },
  conflict: { tone: "warning", icon: <Files aria-hidden /> },
};

/** Queued and sending move by themselves: the dot says so. */
function MovingDot() {
  return (
    <span aria-hidden className="mx-1 inline-block size-1.5 animate-dot rounded-full bg-current" />
  );
}

type StatusLookProps = {
  status: EnvelopeStatus;
  words: string;
  /** Of those who must act: how many have acted, of how many, and that in words. */
  progress?: { done: number; total: number; words: string } | undefined;
};

/** A status whose words are known already. */
export function StatusLook({ status, words, progress }: StatusLookProps) {
  const { tone, icon } = looks[status];
  const isMoving = status === "queued" || status === "sending";
  return (
    <Chip tone={tone} icon={progress ? <ProgressRing {...progress} /> : icon}>
      {words}
      {progress ? <span className="ms-1.5 tabular-nums">{progress.words}</span> : null}
      {isMoving ? <MovingDot /> : null}
    </Chip>
  );
}
