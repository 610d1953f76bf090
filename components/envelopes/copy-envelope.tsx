"use client";
import { Copy } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { copyEnvelopeAction } from "@/lib/envelopes/actions";

type CopyEnvelopeProps = {
  envelopeId: string;
  words: "copy" | "duplicate";
  /** Whether it is the thing to do. */
  isMain: boolean;
};

/** A new draft from this envelope, to be changed before it goes out. */
export function CopyEnvelope({ envelopeId, words: label, isMain }: CopyEnvelopeProps) {
  const t = useTranslations("envelope");
  const words = useErrorWords();
  const router = useRouter();
  const copy = async () => {
    const answer = await askPortal(copyEnvelopeAction({ envelopeId }));
    if (answer.ok) router.push(`/envelopes/${answer.value.envelopeId}/people`);
    else toast.error(words(answer.error));
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant={isMain ? "primary" : "secondary"} className="h-11 md:h-10">
          <Copy aria-hidden />
          {t(label)}
        </Button>
      }
      title={t(label === "copy" ? "copyTitle" : "duplicateTitle")}
      description={t("copyHelp")}
      confirm={t("copyConfirm")}
      tone="primary"
      onConfirm={copy}
    />
  );
}
