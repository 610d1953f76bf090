"use client";
import { CirclePower } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { switchConnectionAction } from "@/lib/connections/actions";

type SwitchConnectionProps = { connectionId: string; name: string; isEnabled: boolean };

/** Whether new documents may go through it. Switching it off is asked once more. */
export function SwitchConnection({ connectionId, name, isEnabled }: SwitchConnectionProps) {
  const t = useTranslations("connections");
  const router = useRouter();
  const words = useErrorWords();
  const [isPending, startTransition] = useTransition();
  const turn = async () => {
    const result = await askPortal(switchConnectionAction({ connectionId, isEnabled: !isEnabled }));
    if (result.ok) toast.success(t(isEnabled ? "disabled" : "enabled", { name }));
    else toast.error(words(result.error));
    router.refresh();
  };
  if (!isEnabled)
    return (
      <Button busy={isPending} onClick={() => startTransition(turn)}>
        {isPending ? null : <CirclePower aria-hidden />}
        {t("enable")}
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={
        <Button>
          <CirclePower aria-hidden />
          {t("disable")}
        </Button>
      }
      title={t("disableTitle", { name })}
      description={t("disableDescription")}
      confirm={t("disable")}
      onConfirm={turn}
    />
  );
}
