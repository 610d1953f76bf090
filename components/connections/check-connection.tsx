"use client";
import { PlugZap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useErrorWords } from "@/components/accounts/use-error-words";
import { askPortal } from "@/components/shell/ask-portal";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import { checkConnectionAction } from "@/lib/connections/actions";
import type { ConnectionCheck } from "@/lib/connections/check-connection";
import { TroubleSentence } from "./trouble-sentence";

/** Tests the connection as it is saved, and says in words what came of it. */
export function CheckConnection({ connectionId }: { connectionId: string }) {
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
      <div aria-live="polite">{result && !isPending ? <Result result={result} /> : null}</div>
    </div>
  );
}

function Result({ result }: { result: ActionResult<ConnectionCheck> }) {
  const t = useTranslations("connections");
  const errorWords = useErrorWords();
  if (!result.ok)
    return <Notice tone="error">{errorWords(result.error.code, result.error.values)}</Notice>;
  const check = result.value;
  if (check.isReachable)
    return (
      <Notice tone="success" title={t("checkWell")}>
        {t("checkWellHelp")}
      </Notice>
    );
  const { code, providerCode, providerMessage } = check.trouble;
  return (
    <Notice tone="error" title={t("checkFailed")}>
      <TroubleSentence code={code} />
      {providerCode || providerMessage ? (
        <p className="mt-1 text-xs">
          {t("ownWords")}{" "}
          <q>
            <bdi>{[providerCode, providerMessage].filter(Boolean).join(" · ")}</bdi>
          </q>
        </p>
      ) : null}
    </Notice>
  );
}
