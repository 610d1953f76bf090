"use client";
import type { LucideIcon } from "lucide-react";
import { Ban, BellRing, CalendarPlus, UserRoundPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import type { Assignees } from "@/lib/envelopes/assign-envelope";
import type { BulkAct } from "@/lib/vocabulary/bulk";
import { BulkDialog } from "./bulk-dialog";

const icons: Record<BulkAct, LucideIcon> = {
  remind: BellRing,
  extend: CalendarPlus,
  cancel: Ban,
  assign: UserRoundPen,
};

type BulkActsProps = { acts: readonly BulkAct[]; assignees: Assignees };

/** The acts of the portal's own on chosen rows, each behind its dialog. */
export function BulkActs({ acts, assignees }: BulkActsProps) {
  return acts.map((act) => <One key={act} act={act} assignees={assignees} />);
}

function One({ act, assignees }: { act: BulkAct; assignees: Assignees }) {
  const t = useTranslations("bulk");
  const [isOpen, setOpen] = useState(false);
  const Icon = icons[act];
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small">
          <Icon aria-hidden />
          {t(`acts.${act}`)}
        </Button>
      </DialogTrigger>
      <BulkDialog act={act} assignees={assignees} />
    </Dialog>
  );
}
