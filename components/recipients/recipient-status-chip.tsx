import { Ban, CircleCheck, Eye, Hourglass, ListChecks, PenOff, Send, Stamp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ChipTone } from "@/components/ui/chip";
import { Chip } from "@/components/ui/chip";
import type { RecipientRole, RecipientStatus } from "@/lib/vocabulary/envelope";

const looks: Record<RecipientStatus, { tone: ChipTone; icon: ReactNode }> = {
  waiting: { tone: "outline", icon: <Hourglass aria-hidden /> },
  sent: { tone: "tile", icon: <Send aria-hidden className="rtl:-scale-x-100" /> },
  seen: { tone: "tile", icon: <Eye aria-hidden /> },
  filled: { tone: "tile", icon: <ListChecks aria-hidden /> },
  approved: { tone: "success", icon: <CircleCheck aria-hidden /> },
  signed: { tone: "success", icon: <Stamp aria-hidden /> },
  declined: { tone: "error", icon: <PenOff aria-hidden /> },
  canceled: { tone: "neutral", icon: <Ban aria-hidden /> },
};

export function RecipientStatusChip({ status }: { status: RecipientStatus }) {
  const t = useTranslations("status.recipient");
  const { tone, icon } = looks[status];
  return (
    <Chip tone={tone} icon={icon}>
      {t(status)}
    </Chip>
  );
}

/** Of somebody for whom nobody waits any more, because it has ended without them. */
export function LeftOutChip({ role }: { role: RecipientRole }) {
  const t = useTranslations("personStep.left");
  return (
    <Chip tone="neutral" icon={<Ban aria-hidden />}>
      {t(role)}
    </Chip>
  );
}
