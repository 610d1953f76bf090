"use client";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { PdfPages } from "@/components/pdf/pdf-pages";
import { useFitZoom } from "@/components/pdf/use-fit-zoom";
import { usePdf } from "@/components/pdf/use-pdf";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { RadioChoice, RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toast";
import type { SettingView } from "@/lib/connections/describe-settings";
import { answerCalibrationAction } from "@/lib/envelopes/actions";
import type { CalibrationView } from "@/lib/envelopes/load-calibration";
import { useProviderWords } from "./use-provider-words";

type CalibrationQuestionProps = {
  calibration: CalibrationView;
  providerId: string;
  settings: readonly SettingView[];
};
type Outline = CalibrationView["outlines"][number];

const nowhere = "none";

/** The signed document, and beside it the question which outline the signature fills. */
export function CalibrationQuestion({ calibration, ...about }: CalibrationQuestionProps) {
  const t = useTranslations("calibration");
  const router = useRouter();
  const words = useErrorWords();
  const { calibration: differenceWords = {} } = useProviderWords(about.providerId);
  const [letter, setLetter] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const { envelopeId, outlines, pages } = calibration;
  const chosen = outlines.find((outline) => outline.letter === letter);
  const save = () =>
    startTransition(async () => {
      if (!chosen) return;
      const answer = await askPortal(
        answerCalibrationAction({ envelopeId, letter: chosen.letter }),
      );
      if (answer.ok) toast.success(t("saved"));
      else toast.error(words(answer.error));
      router.refresh();
    });
  const meaningOf = ({ differences }: Outline) =>
    differences.length === 0
      ? t("asSet")
      : differences.map((name) => differenceWords[name] ?? name).join(t("and"));
  return (
    <div className="grid gap-3">
      <ReturnedPages file={`/api/envelopes/${envelopeId}/files/signed`} pages={pages} />
      <div className="grid gap-1">
        <h3 id="calibration-question" className="text-sm font-semibold">
          {t("question")}
        </h3>
        <p id="calibration-help" className="text-xs text-muted">
          {t("questionHelp")}
        </p>
      </div>
      <RadioGroup
        aria-labelledby="calibration-question"
        aria-describedby="calibration-help"
        value={letter ?? ""}
        onValueChange={setLetter}
      >
        {outlines.map((outline) => (
          <RadioChoice
            key={outline.letter}
            value={outline.letter}
            label={t("outline", { letter: outline.letter, page: outline.page })}
            help={meaningOf(outline)}
          />
        ))}
        <RadioChoice value={nowhere} label={t("nowhere")} />
      </RadioGroup>
      <div aria-live="polite" className="grid gap-3">
        {letter === nowhere ? <p className="text-sm">{t("nowhereHelp")}</p> : null}
        {chosen ? <Changes outline={chosen} {...about} /> : null}
      </div>
      {chosen ? (
        <Button variant="primary" busy={isPending} onClick={save} className="justify-self-start">
          {t(chosen.differences.length > 0 ? "save" : "confirm")}
        </Button>
      ) : null}
    </div>
  );
}

type ReturnedPagesProps = { file: string; pages: CalibrationView["pages"] };

function ReturnedPages({ file, pages }: ReturnedPagesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const opened = usePdf(file);
  const zoom = useFitZoom(frame, pages, 8);
  return (
    <div ref={frame} className="h-96 overflow-hidden rounded-md border border-hairline bg-sunken">
      {zoom === undefined ? null : (
        <PdfPages file={opened} pages={pages} zoom={zoom} scrolling="inside" className="h-full" />
      )}
    </div>
  );
}

type ChangesProps = Omit<CalibrationQuestionProps, "calibration"> & { outline: Outline };

/** What the choice means for the settings, before anything is saved. */
function Changes({ outline, providerId, settings }: ChangesProps) {
  const t = useTranslations("calibration");
  const format = useFormatter();
  const words = useProviderWords(providerId);
  const changes = Object.entries(outline.changes);
  if (changes.length === 0) return <p className="text-sm">{t("staysSame")}</p>;
  const show = (name: string, value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return format.number(value, { maximumFractionDigits: 4 });
    return words.choices?.[name]?.[String(value)] ?? String(value);
  };
  const before = (name: string) => settings.find((setting) => setting.name === name)?.value;
  return (
    <div className="grid gap-2 text-sm">
      <p className="font-semibold">{t("means")}</p>
      <dl className="grid gap-2">
        {changes.map(([name, value]) => (
          <div key={name} className="grid gap-0.5">
            <dt className="text-muted">{words.settings?.[name] ?? name}</dt>
            <dd>{t("was", { now: show(name, value), before: show(name, before(name)) })}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
