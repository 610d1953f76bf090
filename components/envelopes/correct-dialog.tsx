"use client";
import { PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { usePart } from "@/components/ui/use-part";
import type { CorrectedEnvelope } from "./correction";
import { bdi } from "./names";

// Every format of a number comes with it, for the few who open it.
const loadForm = async () => (await import("./correct-form")).CorrectForm;

type CorrectDialogProps = {
  envelope: CorrectedEnvelope;
  /** Whose data are put right; null is everybody's. */
  person: { readonly id: string; readonly name: string } | null;
};

/** Puts people's data right: in place where that goes, else by sending anew with all else as it is. */
export function CorrectDialog({ envelope, person }: CorrectDialogProps) {
  const t = useTranslations("correction");
  const [isOpen, setOpen] = useState(false);
  const CorrectForm = usePart(loadForm, isOpen);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        {person ? (
          <Button
            size="small"
            className="h-11 md:h-8"
            aria-label={t("correctName", { name: person.name })}
          >
            <PencilLine aria-hidden />
            {t("correct")}
          </Button>
        ) : (
          <Button variant="primary" className="h-11 md:h-10">
            <PencilLine aria-hidden />
            {t("resend")}
          </Button>
        )}
      </DialogTrigger>
      <DialogContent
        title={person ? t.rich("titlePerson", { bdi, name: person.name }) : t("title")}
        description={t("description")}
      >
        {CorrectForm ? (
          <CorrectForm
            envelope={envelope}
            personId={person?.id ?? null}
            onDone={() => setOpen(false)}
          />
        ) : (
          <Skeleton className="h-40" />
        )}
      </DialogContent>
    </Dialog>
  );
}
