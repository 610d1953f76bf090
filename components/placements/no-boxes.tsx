import { useTranslations } from "next-intl";
import { DraftSteps } from "@/components/envelopes/draft-steps";
import { bdi } from "@/components/envelopes/names";
import { UnusedBoxes } from "@/components/envelopes/unused-boxes";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import type { DraftView } from "@/lib/envelopes/load-draft";

/** In place of the editor, for whoever comes by an address although there are no boxes to place. */
export function NoBoxes({ view }: { view: DraftView }) {
  const { envelope, provider } = view;
  const t = useTranslations("boxless");
  return (
    <div className="grid max-w-4xl gap-6">
      <DraftSteps kind="boxless" current="boxes" envelopeId={envelope.id} />
      <PageHeader
        title={t("title")}
        description={t.rich("description", { bdi, provider: provider.name })}
      />
      <UnusedBoxes view={view} />
      <span className="flex flex-wrap gap-2">
        <LinkButton variant="primary" href={`/envelopes/${envelope.id}/review`}>
          {t("toReview")}
        </LinkButton>
        <LinkButton href={`/envelopes/${envelope.id}/people`}>{t("toPeople")}</LinkButton>
      </span>
    </div>
  );
}
