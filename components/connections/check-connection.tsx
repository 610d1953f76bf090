"use client";
import { PlugZap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { TroubleWords } from "@/components/envelopes/trouble-words";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import { checkConnectionAction } from "@/lib/connections/actions";
import type { ConnectionCheck } from "@/lib/connections/check-connection";

type CheckConnectionProps = { connectionId: string; providerId: string };

/** Tests the connection as it is saved, and says in words what came of it. */
export function CheckConnection({ connectionId, providerId }: CheckConnectionProps) {
  const t = useTranslations("connections");
  const router = useRouter();
  const [result, setResult] = useState<ActionResult<ConnectionCheck>>();
  const [isPending, startTransition] = useTransition();
  const check = () =>
    startTransition(async () => {
      setResult(await askPortal(checkConnectionAction({ connectionId })));
      router.refresh();
    });
  return (
    <div className="grid content-start gap-3">
      <Button busy={isPending} onClick={check} className="justify-self-start">
        {isPending ? null : <PlugZap aria-hidden />}
        {t(isPending ? "checking" : "check")}
      </Button>
      <div aria-live="polite">
        {result && !isPending ? <Result result={result} providerId={providerId} /> : null}
      </div>
    </div>
  );
}

type ResultProps = { result: ActionResult<ConnectionCheck>; providerId: string };

function Result({ result, providerId }: ResultProps) {
  const t = useTranslations("connections");
  const errorWords = useErrorWords();
  if (!result.ok) return <Notice tone="error">{errorWords(result.error)}</Notice>;
  const check = result.value;
  if (check.isReachable)
    return (
      <Notice tone="success" title={t("checkWell")}>
        {t("checkWellHelp")}
      </Notice>
    );
  return (
    <Notice tone="error" title={t("checkFailed")}>
      <TroubleWords trouble={check.trouble} providerId={providerId} />
    </Notice>
  );
}
