"use client";
import { Ruler } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import type { SettingView } from "@/lib/connections/describe-settings";
import { prepareCalibrationAction } from "@/lib/envelopes/actions";
import type { CalibrationView } from "@/lib/envelopes/load-calibration";
import { CalibrationQuestion } from "./calibration-question";

type CalibrationPartProps = {
  connectionId: string;
  providerId: string;
  isEnabled: boolean;
  settings: readonly SettingView[];
  /** null before the first one. */
  latest: CalibrationView | null;
};

/** From a document of outlines to settings that are known to be right. */
export function CalibrationPart({ latest, isEnabled, ...about }: CalibrationPartProps) {
  const t = useTranslations("calibration");
  return (
    <div className="grid content-start gap-4">
      {latest ? <Latest latest={latest} {...about} /> : null}
      {latest ? null : <p className="text-sm text-muted">{t("prepareHelp")}</p>}
      <Prepare connectionId={about.connectionId} isEnabled={isEnabled} isFirst={latest === null} />
    </div>
  );
}

type LatestProps = Omit<CalibrationPartProps, "isEnabled" | "latest" | "connectionId"> & {
  latest: CalibrationView;
};

function Latest({ latest, providerId, settings }: LatestProps) {
  const t = useTranslations("calibration");
  const { envelopeId, status, trouble, chosen } = latest;
  if (chosen) return <Notice tone="success">{t("chosen", { letter: chosen })}</Notice>;
  if (trouble) return <Notice tone="warning">{t(trouble)}</Notice>;
  if (status === "completed")
    return <CalibrationQuestion calibration={latest} providerId={providerId} settings={settings} />;
  const isDraft = status === "draft";
  const isOver = !isDraft && !isOpen(status);
  return (
    <div className="grid gap-3">
      <p className="text-sm">{t(isDraft ? "draft" : isOver ? "ended" : "underWay")}</p>
      <LinkButton
        href={`/envelopes/${envelopeId}${isDraft ? "/people" : ""}`}
        variant={isDraft ? "primary" : "secondary"}
        className="justify-self-start"
      >
        {t(isDraft ? "openDraft" : "openEnvelope")}
      </LinkButton>
    </div>
  );
}

const isOpen = (status: CalibrationView["status"]): boolean =>
  ["queued", "sending", "needs_check", "in_progress", "completing"].includes(status);

type PrepareProps = { connectionId: string; isEnabled: boolean; isFirst: boolean };

function Prepare({ connectionId, isEnabled, isFirst }: PrepareProps) {
  const t = useTranslations("calibration");
  const router = useRouter();
  const words = useErrorWords();
  const [isPending, startTransition] = useTransition();
  const prepare = () =>
    startTransition(async () => {
      const answer = await askPortal(prepareCalibrationAction({ connectionId }));
      if (answer.ok) router.push(`/envelopes/${answer.value.envelopeId}/people`);
      else toast.error(words(answer.error));
    });
  return (
    <div className="grid gap-2">
      <Button
        busy={isPending}
        disabled={!isEnabled}
        onClick={prepare}
        className="justify-self-start"
      >
        {isPending ? null : <Ruler aria-hidden />}
        {t(isFirst ? "prepare" : "prepareAgain")}
      </Button>
      {isEnabled ? null : <p className="text-xs text-muted">{t("isOff")}</p>}
    </div>
  );
}
