import { FileDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { FlowPicture } from "@/components/recipients/flow-picture";
import { PreviewButton } from "@/components/signing/preview-button";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { Textarea } from "@/components/ui/textarea";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { DeleteDraft } from "./delete-draft";
import { DraftSteps } from "./draft-steps";
import { Fact, Facts } from "./facts";
import { bdi } from "./names";
import { toFix } from "./problem-link";
import { ProblemSentence } from "./problem-sentence";
import { RehearsalNotice } from "./rehearsal-notice";
import { ReviewPeople } from "./review-people";
import { ReviewValues } from "./review-values";
import { SendButton } from "./send-button";
import { When } from "./when";

/** Last step of a new envelope: everything once more, and the one button. */
export function Review({ view }: { view: DraftView }) {
  const { envelope, problems } = view;
  const t = useTranslations("review");
  return (
    <div className="grid max-w-4xl gap-6">
      <DraftSteps
        kind={view.template ? "template" : "document"}
        current="review"
        envelopeId={envelope.id}
      />
      <PageHeader title={t("title")} description={t("description")} />
      <RehearsalNotice rehearsal={view.provider.rehearsal} status="draft" />
      <Verdict view={view} />
      <DocumentSummary view={view} />
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
          <FlowPicture people={view.recipients} order={envelope.signingOrder} />
        )}
        <ReviewPeople view={view} />
      </section>
      {view.template ? <ReviewValues envelopeId={envelope.id} template={view.template} /> : null}
      <ExactRequest view={view} />
      <footer className="flex flex-wrap items-start justify-between gap-3 border-t border-hairline pt-4">
        <SendButton envelopeId={envelope.id} rev={envelope.rev} isReady={problems.length === 0} />
        <span className="flex flex-wrap gap-2">
          <DeleteDraft envelopeId={envelope.id} />
          <LinkButton
            href={`/envelopes/${envelope.id}/${view.template ? "values" : "boxes"}`}
            className="h-11 md:h-10"
          >
            {t(view.template ? "backToValues" : "back")}
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
    const isHere = view.provider.capabilities.hosted === "here";
    const isPlayed = view.provider.rehearsal?.isOurs === true;
    const mailed = isMailConfigured ? recipients.filter(({ email }) => email).length : 0;
    return (
      <Notice tone="success" title={t("review.ready")}>
        {isHere && mailed > 0 ? <p>{t("review.readyBody", { count: mailed })}</p> : null}
        {isHere && mailed < recipients.length ? <p>{t("review.readyHandOver")}</p> : null}
        {isHere || isPlayed ? null : (
          <p>
            {t(view.template ? "review.readyTemplate" : "review.readyThere", {
              provider: view.provider.name,
            })}
          </p>
        )}
        {isPlayed ? <p>{t("review.readyRehearsal")}</p> : null}
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={t("review.problemsHeading", { count: problems.length })}>
      <ul className="grid gap-1 pt-1">
        {problems.map((problem) => {
          const fix = toFix(envelope.id, problem);
          const { code, recipientId, placementId, field } = problem;
          return (
            <li key={`${code}-${recipientId}-${placementId}-${field?.group}-${field?.name}`}>
              <ProblemSentence problem={problem} people={recipients} />{" "}
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

function DocumentSummary({ view }: { view: DraftView }) {
  const { envelope, document, template, provider } = view;
  const t = useTranslations("review");
  const order = useTranslations("draft");
  return (
    <section aria-labelledby="review-document" className="grid gap-3">
      <header className="flex items-baseline gap-3">
        <h2 id="review-document" className="text-base font-semibold">
          {t("documentHeading")}
        </h2>
        <TextLink href={`/envelopes/${envelope.id}/people#draft-about`} className="text-sm">
          {t("edit")}
        </TextLink>
      </header>
      <Facts>
        <Fact name={t("name")}>
          <bdi className="font-medium">{envelope.title}</bdi>
        </Fact>
        {document ? (
          <Fact name={t("file")}>
            {t.rich("fileFacts", { bdi, name: document.fileName, pages: document.pageCount })}
          </Fact>
        ) : null}
        {template ? (
          <Fact name={t("template")}>
            {t.rich("templateFacts", { bdi, name: template.name, version: template.number })}
          </Fact>
        ) : null}
        <Fact name={t("message")}>
          {envelope.message ? (
            <bdi className="whitespace-pre-line">{envelope.message}</bdi>
          ) : (
            <span className="text-muted">{t("noMessage")}</span>
          )}
        </Fact>
        <Fact name={t("expires")}>
          {envelope.expiresAt ? <When at={envelope.expiresAt} as="date" /> : t("never")}
        </Fact>
        {template ? null : <Fact name={t("order")}>{order(envelope.signingOrder)}</Fact>}
        <Fact name={t("provider")}>
          <span className="flex flex-wrap items-center gap-2">
            <bdi>{provider.name}</bdi>
            {provider.rehearsal ? <RehearsalChip /> : null}
          </span>
        </Fact>
        <Fact name={t("code")}>
          <bdi dir="ltr" className="tabular-nums">
            {envelope.referenceCode}
          </bdi>
        </Fact>
        {document ? (
          <Fact name={t("hash")}>
            <code dir="ltr" className="text-xs break-all">
              {document.sha256}
            </code>
          </Fact>
        ) : null}
      </Facts>
      {document ? <Looks view={view} document={document} /> : null}
    </section>
  );
}

/** Before it is sent: the document as its people will see it, and on paper. */
function Looks({
  view,
  document,
}: {
  view: DraftView;
  document: NonNullable<DraftView["document"]>;
}) {
  const { envelope, recipients, placements, provider } = view;
  const t = useTranslations("proof");
  return (
    <div className="flex flex-wrap gap-2">
      <PreviewButton
        preview={{
          file: `/api/documents/${document.id}/file`,
          pages: document.pages,
          people: recipients.map(({ id, name, role, identification }) => ({
            id,
            name,
            role,
            identification,
          })),
          elsewhere: provider.capabilities.hosted === "there" ? provider.name : null,
        }}
        boxes={placements.map(({ id, recipientId, page, x, y, width, height }) => ({
          id,
          recipientId,
          page,
          rect: { space: "pdf", x, y, width, height },
        }))}
      />
      <Button asChild>
        <a href={`/api/envelopes/${envelope.id}/proof`}>
          <FileDown aria-hidden />
          {t("download")}
        </a>
      </Button>
    </div>
  );
}

function ExactRequest({ view }: { view: DraftView }) {
  const t = useTranslations("review");
  return (
    <details className="rounded-md border border-hairline bg-surface">
      <summary className="flex min-h-11 items-center px-3 text-sm font-medium">
        {t("exact")}
      </summary>
      <div className="grid gap-2 border-t border-hairline p-3">
        <p className="text-xs text-muted">{t("exactHelp", { provider: view.provider.name })}</p>
        <Textarea
          readOnly
          dir="ltr"
          rows={14}
          aria-label={t("exact")}
          className="font-mono text-xs md:text-xs"
          value={JSON.stringify(view.preview, null, 2)}
        />
      </div>
    </details>
  );
}
