"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { toast } from "@/components/ui/toast";
import { showPasswordAction } from "@/lib/envelopes/actions";

/** Shows what opens the signed file, for as long as the page is open; that is written down. */
export function ShowPassword({ envelopeId }: { envelopeId: string }) {
  const t = useTranslations("envelope");
  const words = useErrorWords();
  const [password, setPassword] = useState("");
  const show = async () => {
    const answer = await askPortal(showPasswordAction({ envelopeId }));
    if (!answer.ok) return void toast.error(words(answer.error));
    setPassword(answer.value.password);
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
      <p>{t("passwordHelp")}</p>
      {password === "" ? (
        <ConfirmDialog
          trigger={
            <Button size="small" className="h-11 md:h-8">
              {t("passwordShow")}
            </Button>
          }
          title={t("passwordTitle")}
          description={t("passwordBody")}
          confirm={t("passwordShow")}
          onConfirm={show}
        />
      ) : (
        <p className="flex items-center gap-2 text-sm text-ink" aria-live="polite">
          {t("passwordIs")}
          <code dir="ltr" className="font-medium">
            {password}
          </code>
          <CopyButton text={password} />
        </p>
      )}
    </div>
  );
}
