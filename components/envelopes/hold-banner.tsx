"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { releaseHoldAction } from "@/lib/envelopes/actions";

/** On every page while sending is held back after a backup was put back. */
export function HoldBanner({ mayRelease }: { mayRelease: boolean }) {
  const t = useTranslations("shell");
  const words = useErrorWords();
  const router = useRouter();
  const release = async () => {
    const answer = await askPortal(releaseHoldAction({}));
    if (answer.ok) router.refresh();
    else toast.error(words(answer.error));
  };
  return (
    <Notice
      tone="warning"
      title={t("holdTitle")}
      className="mb-4"
      action={
        mayRelease ? (
          <ConfirmDialog
            trigger={<Button className="h-11 md:h-10">{t("holdRelease")}</Button>}
            title={t("holdReleaseTitle")}
            description={t("holdReleaseBody")}
            confirm={t("holdRelease")}
            onConfirm={release}
          />
        ) : null
      }
    >
      {t(mayRelease ? "holdBody" : "holdAskAdmin")}
    </Notice>
  );
}
