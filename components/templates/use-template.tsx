"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { createFromTemplateAction } from "@/lib/envelopes/actions";

/** From a template to a draft of its own. */
export function UseTemplate({ templateId, name }: { templateId: string; name?: string }) {
  const t = useTranslations("templates");
  const router = useRouter();
  const words = useErrorWords();
  const [isMaking, startMaking] = useTransition();
  const use = () =>
    startMaking(async () => {
      const made = await askPortal(createFromTemplateAction({ templateId }));
      if (made.ok) router.push(`/envelopes/${made.value.envelopeId}/people`);
      else toast.error(words(made.error));
    });
  return (
    <Button
      variant={name === undefined ? "primary" : "secondary"}
      className="h-11 md:h-10"
      aria-label={name === undefined ? undefined : t("useNamed", { name })}
      busy={isMaking}
      onClick={use}
    >
      {t("use")}
    </Button>
  );
}
