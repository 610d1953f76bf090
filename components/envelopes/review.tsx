import { useTranslations } from "next-intl";
import { FlowPicture } from "@/components/recipients/flow-picture";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { DeleteDraft } from "./delete-draft";
import { DraftSteps, draftKindOf } from "./draft-steps";
import { ExactRequest } from "./exact-request";
import { toFix } from "./problem-link";
import { ProblemSentence } from "./problem-sentence";
import { RehearsalNotice } from "./rehearsal-notice";
import { ReviewDocument } from "./review-document";
import { ReviewOptions } from "./review-options";
import { ReviewPeople } from "./review-people";
import { ReviewValues } from "./review-values";
import { OptionSentence, ReviewWarnings } from "./review-warnings";
import { SendButton } from "./send-button";
import { SignedPart } from "./signed-part";
import { UnusedBoxes } from "./unused-boxes";

const stepBefore = {
  document: { step: "boxes", back: "back" },
  boxless: { step: "people", back: "backToPeople" },
  template: { step: "values", back: "backToValues" },
} as const;

/** Last step of a new envelope: everything once more, and the one button. */
export function Review({ view }: { view: DraftView }) {
  const { envelope, problems } = view;
  const kind = draftKindOf(view);
  const before = stepBefore[kind];
  const t = useTranslations("review");
  return (
    <div className="grid max-w-4xl gap-6">
      <DraftSteps kind={kind} current="review" envelopeId={envelope.id} />
      <PageHeader title={t("title")} description={t("description")} />
      <RehearsalNotice rehearsal={view.provider.rehearsal} status="draft" />
      <Verdict view={view} />
      <ReviewWarnings view={view} />
      <UnusedBoxes view={view} />
      <ReviewDocument view={view} />
      <ReviewOptions view={view} />
      <SignedPart view={view} />
      <section aria-labelledby="review-people" className="grid gap-3">
        <header className="flex items-baseline gap-3">
          <h2 id="review-people" className="text-base font-semibold">
            {t("peopleHeading")}
          </h2>
          <TextLink href={`/envelopes/${envelope.id}/people`} className="text-sm">
            {t("edit")}
          </TextLink>
        </header>
        {view.template ? null : (
          <FlowPicture
            people={view.recipients}
            order={envelope.signingOrder}
            by={view.provider.capabilities.order.by}
          />
        )}
        <ReviewPeople view={view} />
      </section>
      {view.template ? <ReviewValues envelopeId={envelope.id} template={view.template} /> : null}
      <ExactRequest view={view} />
      <footer className="flex flex-wrap items-start justify-between gap-3 border-t border-hairline pt-4">
        <SendButton envelopeId={envelope.id} rev={envelope.rev} isReady={problems.length === 0} />
        <span className="flex flex-wrap gap-2">
          <DeleteDraft envelopeId={envelope.id} />
          <LinkButton href={`/envelopes/${envelope.id}/${before.step}`} className="h-11 md:h-10">
            {t(before.back)}
          </LinkButton>
        </span>
      </footer>
    </div>
  );
}

function Verdict({ view }: { view: DraftView }) {
  const { envelope, problems, recipients, isMailConfigured } = view;
  const t = useTranslations();
  if (problems.length === 0) {
    const { capabilities, name: provider } = view.provider;
    const isLinked = capabilities.hosted === "here" || capabilities.launch;
    const isAsked = capabilities.hosted === "there";
    const isPlayed = view.provider.rehearsal?.isOurs === true;
    const mailed = isMailConfigured ? recipients.filter(({ email }) => email).length : 0;
    return (
      <Notice tone="success" title={t("review.ready")}>
        {capabilities.notifies === "told_in_answer" ? (
          <p>{t("review.toldInAnswer", { provider })}</p>
        ) : null}
        {isLinked && mailed > 0 ? <p>{t("review.readyBody", { count: mailed })}</p> : null}
        {isLinked && mailed < recipients.length ? <p>{t("review.readyHandOver")}</p> : null}
        {isAsked && !isLinked && !isPlayed ? (
          <p>{t(view.template ? "review.readyTemplate" : "review.readyThere", { provider })}</p>
        ) : null}
        {isPlayed && !isLinked ? <p>{t("review.readyRehearsal")}</p> : null}
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={t("review.problemsHeading", { count: problems.length })}>
      <ul className="grid gap-1 pt-1">
        {problems.map((problem) => {
          const fix = toFix(envelope.id, problem);
          const { code, recipientId, placementId, field, part, option } = problem;
          const place = [recipientId, placementId, field?.group, field?.name, part, option?.name];
          return (
            <li key={[code, ...place, option?.problem].join(" ")}>
              {problem.option ? (
                <OptionSentence problem={problem} providerId={view.provider.id} />
              ) : (
                <ProblemSentence problem={problem} people={recipients} />
              )}{" "}
              <TextLink href={fix.href} className="text-current hover:text-current">
                {t(`problems.${fix.words}`)}
              </TextLink>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
