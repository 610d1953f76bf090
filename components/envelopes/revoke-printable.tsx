"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { revokePrintableAction } from "@/lib/envelopes/actions";

/** Ends the link at which the provider and its signers' browsers fetch the document. */
export function RevokePrintable({ envelopeId }: { envelopeId: string }) {
  const t = useTranslations("envelope");
  const words = useErrorWords();
  const router = useRouter();
  const revoke = async () => {
    const answer = await askPortal(revokePrintableAction({ envelopeId }));
    if (!answer.ok) return void toast.error(words(answer.error));
    toast.success(t("printableRevoked"));
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" className="h-11 md:h-8">
          {t("printableRevoke")}
        </Button>
      }
      title={t("printableTitle")}
      description={t("printableBody")}
      confirm={t("printableRevoke")}
      onConfirm={revoke}
    />
  );
}
