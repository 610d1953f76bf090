"use client";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { deleteDraftAction } from "@/lib/envelopes/actions";

export function DeleteDraft({ envelopeId }: { envelopeId: string }) {
  const t = useTranslations("draft");
  const words = useErrorWords();
  const router = useRouter();
  const remove = async () => {
    const answer = await askPortal(deleteDraftAction({ envelopeId }));
    if (!answer.ok) return void toast.error(words(answer.error));
    toast.success(t("deleted"));
    router.push("/envelopes");
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant="quiet" className="h-11 text-error max-sm:px-3 md:h-10">
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">{t("delete")}</span>
        </Button>
      }
      title={t("deleteTitle")}
      description={t("deleteBody")}
      confirm={t("deleteConfirm")}
      onConfirm={remove}
    />
  );
}
