"use client";
import { FileUp, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Spinner } from "@/components/ui/spinner";
import { createEnvelopeAction } from "@/lib/envelopes/actions";
import { formatFileSize } from "@/lib/i18n/formats";
import { takeFiles } from "./dropped-file";
import { FileQuestion } from "./file-question";
import { useUpload } from "./use-upload";

/** From a file to a draft. @param limit megabytes */
export function Uploader({ limit }: { limit: number }) {
  const t = useTranslations("newEnvelope");
  const router = useRouter();
  const words = useErrorWords();
  const { state, choose, answer, repeat, cancel } = useUpload(limit);
  const [refused, setRefused] = useState<RefusedAction>();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    let leave = () => {};
    // Not at once: in development React mounts twice, and the first mount must not eat the file.
    const soon = setTimeout(() => {
      leave = takeFiles(choose);
    });
    return () => {
      clearTimeout(soon);
      leave();
    };
  }, [choose]);

  const open = useCallback(
    async (documentId: string) => {
      const made = await askPortal(createEnvelopeAction({ documentId }));
      if (made.ok) router.push(`/envelopes/${made.value.envelopeId}/people`);
      else setRefused(made.error);
    },
    [router],
  );
  const documentId = state.step === "taken" ? state.documentId : undefined;
  const opened = useRef<string>(undefined);
  useEffect(() => {
    if (!documentId || opened.current === documentId) return;
    opened.current = documentId;
    void open(documentId);
  }, [documentId, open]);

  const pick = () => input.current?.click();
  const isBusy = state.step === "sending" || state.step === "checking" || state.step === "taken";
  return (
    <div className="grid max-w-2xl gap-4">
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        aria-label={t("choose")}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // Choosing the same file again is a change too.
          target.value = "";
          if (file) choose(file);
        }}
      />
      {refused ? <Notice tone="error">{words(refused)}</Notice> : null}
      {state.step === "idle" ? <DropZone limit={limit} pick={pick} /> : null}
      {state.step === "idle" && state.wasCanceled ? (
        <Notice tone="info">{t("canceled")}</Notice>
      ) : null}
      {isBusy && !refused ? <Underway state={state} cancel={cancel} /> : null}
      {state.step === "question" ? (
        <FileQuestion
          question={state.question}
          fileName={state.file.name}
          onAnswer={answer}
          onOther={pick}
        />
      ) : null}
      {state.step === "refused" ? (
        <Notice
          tone="error"
          title={t("notAccepted")}
          action={<Button onClick={pick}>{t("chooseAnother")}</Button>}
        >
          <p>{words(state)}</p>
          <p className="pt-1 text-xs">
            <bdi>{state.file.name}</bdi>
          </p>
        </Notice>
      ) : null}
      {state.step === "failed" ? (
        <Notice
          tone="error"
          title={t(state.why === "unreachable" ? "networkTitle" : "serverTitle")}
          action={
            <span className="flex flex-wrap gap-2">
              <Button onClick={repeat}>{t("again")}</Button>
              <Button variant="quiet" onClick={pick}>
                {t("chooseAnother")}
              </Button>
            </span>
          }
        >
          {t(state.why === "unreachable" ? "network" : "server")}
        </Notice>
      ) : null}
    </div>
  );
}

function DropZone({ limit, pick }: { limit: number; pick: () => void }) {
  const t = useTranslations("newEnvelope");
  return (
    <div className="grid justify-items-center gap-3 rounded-md border-2 border-dashed border-edge bg-surface px-4 py-14 text-center">
      <FileUp aria-hidden className="size-8 text-tile" />
      <p className="text-base font-medium">{t("drop")}</p>
      <Button variant="primary" size="large" onClick={pick}>
        {t("choose")}
      </Button>
      <p className="text-xs text-muted">{t("dropHelp", { limit })}</p>
    </div>
  );
}

type UnderwayProps = { state: ReturnType<typeof useUpload>["state"]; cancel: () => void };

function Underway({ state, cancel }: UnderwayProps) {
  const t = useTranslations("newEnvelope");
  const locale = useLocale();
  if (state.step === "idle") return null;
  const { name, size } = state.file;
  const isSending = state.step === "sending";
  return (
    <div className="grid gap-3 rounded-md border border-hairline bg-surface p-4">
      {isSending ? (
        <>
          <Progress
            value={size === 0 ? 0 : state.sent / size}
            label={t("uploadingLabel", { name })}
          />
          <p className="text-xs text-muted tabular-nums">
            {t("sentOf", {
              sent: formatFileSize(state.sent, locale),
              total: formatFileSize(size, locale),
            })}
          </p>
        </>
      ) : (
        <p role="status" className="flex items-center gap-2 text-sm">
          <Spinner className="text-tile" />
          {t(state.step === "checking" ? "checking" : "opening")}
        </p>
      )}
      {state.step === "taken" ? null : (
        <Button size="small" className="h-10 justify-self-start" onClick={cancel}>
          <X aria-hidden />
          {t("cancel")}
        </Button>
      )}
    </div>
  );
}
