import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { NewTemplateConnection } from "@/lib/templates/loaders";

type PracticeSamplesProps = {
  samples: NewTemplateConnection["samples"];
  onChoose: (text: string) => void;
};

/** A practice service has no panel to copy from: its samples are here. */
export function PracticeSamples({ samples, onChoose }: PracticeSamplesProps) {
  const t = useTranslations("templates");
  if (samples.length === 0) return null;
  return (
    <div className="grid gap-2">
      <p className="text-sm text-muted">{t("practiceSamples")}</p>
      <div className="flex flex-wrap gap-2">
        {samples.map(({ title, text }) => (
          <Button key={title} className="h-11 md:h-10" onClick={() => onChoose(text)}>
            <bdi>{title}</bdi>
          </Button>
        ))}
      </div>
    </div>
  );
}
