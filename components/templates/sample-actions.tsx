import { useTranslations } from "next-intl";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { SampleInput } from "./sample-input";
import type { useSampleReading } from "./use-sample-reading";

type SampleActionsProps = {
  sample: ReturnType<typeof useSampleReading>;
  failure: string | undefined;
  isSaving: boolean;
  saveWords: string;
  /** Where nothing is saved. */
  back: string;
};

/** The end of a form that takes a sample: the sample, what is wrong with it, and what can be done. */
export function SampleActions({ sample, failure, isSaving, saveWords, back }: SampleActionsProps) {
  const t = useTranslations("templates");
  const words = useErrorWords();
  return (
    <>
      <SampleInput
        text={sample.text}
        reading={sample.reading}
        isReading={sample.isReading}
        onChange={sample.setText}
      />
      {sample.refused ? <Notice tone="error">{words(sample.refused)}</Notice> : null}
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          className="h-11 md:h-10"
          busy={isSaving}
          disabled={!sample.reading?.isRead}
        >
          {saveWords}
        </Button>
        <LinkButton href={back} variant="quiet" className="h-11 md:h-10">
          {t("cancel")}
        </LinkButton>
      </div>
    </>
  );
}
