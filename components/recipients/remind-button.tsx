"use client";
import { BellRing } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { remindRecipientAction } from "@/lib/envelopes/actions";

type RemindButtonProps = { envelopeId: string; recipientId: string; name: string };

export function RemindButton({ envelopeId, recipientId, name }: RemindButtonProps) {
  const t = useTranslations("envelope");
  const words = useErrorWords();
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const remind = () =>
    start(async () => {
      const answer = await askPortal(remindRecipientAction({ envelopeId, recipientId }));
      if (!answer.ok) return void toast.error(words(answer.error));
      if (answer.value.isMailed) toast.success(t("remindedMailed", { name }));
      else toast.info(t("remindedRecently", { name }));
      router.refresh();
    });
  return (
    <Button
      className="h-11 md:h-8"
      size="small"
      busy={isBusy}
      aria-label={t("remindName", { name })}
      onClick={remind}
    >
      {isBusy ? null : <BellRing aria-hidden />}
      {t("remind")}
    </Button>
  );
}
