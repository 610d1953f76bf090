import { ExternalLink, FileDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { PreviewButton } from "@/components/signing/preview-button";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { draftKindOf } from "./draft-steps";
import { Fact, Facts } from "./facts";
import { bdi } from "./names";
import { OptionFacts } from "./option-facts";
import { When } from "./when";

/** What is sent, under which name, until when, through whom, and at what price. */
export function ReviewDocument({ view }: { view: DraftView }) {
  const { envelope, document, template, provider } = view;
  const { capabilities } = provider;
  const isThere = capabilities.hosted === "there";
  const t = useTranslations("review");
  const order = useTranslations("draft");
  const withdrawal = useTranslations("connections");
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
          {envelope.expiresAt && isThere && capabilities.expiry === "portal" ? (
            <p className="text-muted">{t.rich("endedHere", { bdi, provider: provider.name })}</p>
          ) : null}
        </Fact>
        {template ? null : <Fact name={t("order")}>{order(envelope.signingOrder)}</Fact>}
        <Fact name={t("provider")}>
          <span className="flex flex-wrap items-center gap-2">
            <bdi>{provider.name}</bdi>
            {provider.rehearsal ? <RehearsalChip /> : null}
          </span>
        </Fact>
        <OptionFacts provider={provider} group={null} />
        {isThere && capabilities.costOfCreate !== "nothing" ? (
          <Fact name={t("cost")}>
            {provider.rehearsal?.isOurs
              ? t("costs.rehearsal")
              : t.rich(`costs.${capabilities.costOfCreate}`, { bdi, provider: provider.name })}
          </Fact>
        ) : null}
        {isThere ? (
          <Fact name={t("withdraw")}>{withdrawal(`facts.cancel.${capabilities.cancel}`)}</Fact>
        ) : null}
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
  const { envelope, recipients, placements, provider, marks } = view;
  const t = useTranslations("proof");
  const file = `/api/documents/${document.id}/file`;
  if (draftKindOf(view) === "boxless")
    return (
      <Button asChild className="justify-self-start">
        <a href={file} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden />
          {t("open")}
        </a>
      </Button>
    );
  return (
    <div className="flex flex-wrap gap-2">
      <PreviewButton
        preview={{
          file,
          pages: document.pages,
          people: recipients.map(({ id, name, role, identification }) => ({
            id,
            name,
            role,
            identification,
          })),
          elsewhere: provider.capabilities.hosted === "there" ? provider.name : null,
          marks,
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
