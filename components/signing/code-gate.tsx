"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { confirmCodeAction, sendCodeAction } from "@/lib/envelopes/actions";
import type { SigningPage } from "@/lib/envelopes/load-signing-page";
import { toLatinDigits } from "@/lib/i18n/digits";
import { FailureNotice } from "./failure-notice";
import { codeLength } from "./limits";
import { useAct } from "./use-act";

type CodeGateProps = {
  token: string;
  page: Extract<SigningPage, { state: "code_needed" }>;
};

/** The portal sends no second code before. */
const secondsBetweenCodes = 30;

/** Nothing of the document is shown before the code is right. */
export function CodeGate({ token, page }: CodeGateProps) {
  const t = useTranslations("sign.code");
  const router = useRouter();
  const sending = useAct();
  const confirming = useAct();
  const [wasSent, setWasSent] = useState(false);
  const [code, setCode] = useState("");
  const inputId = useId();
  const wait = useCountdown();
  const isMailed = page.kind === "email_code";
  const send = () =>
    sending.run(
      () => sendCodeAction({ token }),
      () => {
        setWasSent(true);
        wait.start(secondsBetweenCodes);
      },
    );
  const confirm = () =>
    confirming.run(
      () => confirmCodeAction({ token, code: toLatinDigits(code).trim() }),
      () => router.refresh(),
    );
  const words = {
    email: page.maskedEmail ?? "",
    name: page.senderName,
    b: (chunks: ReactNode) => <bdi className="font-medium">{chunks}</bdi>,
  };
  return (
    <main className="mx-auto grid w-full max-w-md gap-5 px-4 py-8">
      <div className="grid gap-2">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        <p>{t.rich("greeting", { ...words, me: page.recipientName })}</p>
        <p>
          {isMailed ? t.rich(wasSent ? "sent" : "willSend", words) : t.rich("fromSender", words)}
        </p>
      </div>
      {isMailed && !wasSent ? (
        <Button variant="primary" size="large" busy={sending.isBusy} onClick={send}>
          {t("send")}
        </Button>
      ) : (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          <div className="grid gap-1.5">
            <label htmlFor={inputId} className="font-medium">
              {t("label")}
            </label>
            <Input
              id={inputId}
              dir="ltr"
              required
              maxLength={codeLength}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              className="h-12 tracking-widest md:text-base"
              spellCheck={false}
              autoCapitalize="none"
              {...(isMailed
                ? { inputMode: "numeric", autoComplete: "one-time-code" }
                : { autoComplete: "off" })}
            />
          </div>
          <FailureNotice failure={confirming.failure} />
          <Button
            type="submit"
            variant="primary"
            size="large"
            disabled={code.trim() === ""}
            busy={confirming.isBusy}
          >
            {t("open")}
          </Button>
        </form>
      )}
      <FailureNotice failure={sending.failure} />
      {isMailed && wasSent ? (
        <div className="grid justify-items-start gap-1 text-sm text-muted">
          <p>{t("notArrived")}</p>
          <Button
            variant="quiet"
            disabled={wait.seconds > 0}
            busy={sending.isBusy}
            onClick={send}
            className="-ms-4 text-base"
          >
            {wait.seconds > 0 ? t("sendAgainIn", { seconds: wait.seconds }) : t("sendAgain")}
          </Button>
        </div>
      ) : null}
    </main>
  );
}

function useCountdown() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return { seconds, start: setSeconds };
}
