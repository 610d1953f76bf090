"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { archiveTemplateAction, restoreTemplateAction } from "@/lib/templates/actions";

type ArchiveSwitchProps = { templateId: string; isArchived: boolean };

/** Takes a template out of use, or back into it. */
export function ArchiveSwitch({ templateId, isArchived }: ArchiveSwitchProps) {
  const t = useTranslations("templates");
  const router = useRouter();
  const words = useErrorWords();
  const [isBusy, startChange] = useTransition();
  const change = async () => {
    const act = isArchived ? restoreTemplateAction : archiveTemplateAction;
    const answer = await askPortal(act({ templateId }));
    if (!answer.ok) return void toast.error(words(answer.error));
    toast.success(t(isArchived ? "restored" : "archived"));
    router.refresh();
  };
  if (isArchived)
    return (
      <Button className="h-11 md:h-10" busy={isBusy} onClick={() => startChange(change)}>
        {t("restore")}
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={
        <Button variant="quiet" className="h-11 md:h-10">
          {t("archive")}
        </Button>
      }
      tone="primary"
      title={t("archiveTitle")}
      description={t("archiveBody")}
      confirm={t("archive")}
      onConfirm={change}
    />
  );
}
