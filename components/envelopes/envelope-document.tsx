import { useTranslations } from "next-intl";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { TextLink } from "@/components/ui/text-link";
import type { RelatedEnvelope } from "@/lib/envelopes/find-copies";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import { EnvelopePages } from "./envelope-pages";
import { Fact, Facts } from "./facts";
import { Names } from "./names";
import { StatusChip } from "./status-chip";
import { TemplateFact } from "./template-fact";
import { When } from "./when";

/** What is signed, until when, and on which pages there are boxes for whom. */
export function EnvelopeDocument({ view }: { view: EnvelopeView }) {
  const { envelope, placements, recipients, copies } = view;
  const t = useTranslations("envelope");
  const review = useTranslations("review");
  const pages = [...new Set(placements.map(({ page }) => page))].sort((a, b) => a - b);
  const nameOf = (id: string) => recipients.find((person) => person.id === id)?.name ?? "";
  return (
    <section aria-labelledby="envelope-document" className="grid gap-3">
      <h2 id="envelope-document" className="text-base font-semibold">
        {t("documentHeading")}
      </h2>
      {view.document ? <Pictures view={view} document={view.document} numbers={pages} /> : null}
      <Facts>
        {view.document ? (
          <Fact name={review("file")}>
            <bdi>{view.document.fileName}</bdi>
            <span className="text-muted"> · {t("pages", { pages: view.document.pageCount })}</span>
          </Fact>
        ) : null}
        {view.template ? <TemplateFact template={view.template} /> : null}
        <Fact name={review("expires")}>
          {envelope.expiresAt ? <When at={envelope.expiresAt} as="date" /> : t("expiresNever")}
        </Fact>
        <Fact name={review("provider")}>
          <span className="flex flex-wrap items-center gap-2">
            <bdi>{view.providerName}</bdi>
            {view.rehearsal ? <RehearsalChip /> : null}
          </span>
        </Fact>
        {envelope.message ? (
          <Fact name={review("message")}>
            <bdi className="whitespace-pre-line">{envelope.message}</bdi>
          </Fact>
        ) : null}
        {view.document && pages.length > 0 ? (
          <Fact name={t("boxes")}>
            <ul className="grid gap-0.5">
              {pages.map((page) => {
                const boxes = placements.filter((box) => box.page === page);
                const names = [...new Set(boxes.map(({ recipientId }) => nameOf(recipientId)))];
                return (
                  <li key={page}>
                    {t.rich("boxesOnPage", {
                      page,
                      count: boxes.length,
                      names: () => <Names of={names} />,
                    })}
                  </li>
                );
              })}
            </ul>
          </Fact>
        ) : null}
        {copies.earlier ? (
          <Fact name={t("copyFromName")}>
            <Related envelope={copies.earlier} />
          </Fact>
        ) : null}
        {copies.later.length > 0 ? (
          <Fact name={t("copiedAs")}>
            <ul className="grid gap-1">
              {copies.later.map((copy) => (
                <li key={copy.id}>
                  <Related envelope={copy} />
                </li>
              ))}
            </ul>
          </Fact>
        ) : null}
      </Facts>
    </section>
  );
}

const mostPictures = 8;

type PicturesProps = {
  view: EnvelopeView;
  document: NonNullable<EnvelopeView["document"]>;
  /** Of the pages with boxes. */
  numbers: readonly number[];
};

/** The pages with boxes; of a document without any the first page, to know it by. */
function Pictures({ view, document, numbers }: PicturesProps) {
  const t = useTranslations("pictures");
  const wanted = numbers.length > 0 ? numbers : [1];
  const pages = wanted.slice(0, mostPictures).flatMap((number) => {
    const box = document.pages[number - 1];
    return box ? [{ number, box }] : [];
  });
  const others = wanted.length - pages.length;
  return (
    <>
      <EnvelopePages
        file={`/api/documents/${document.id}/file`}
        pages={pages}
        boxes={view.placements.filter(({ page }) => pages.some(({ number }) => number === page))}
        people={view.recipients.map(({ id, name }) => ({ id, name }))}
      />
      {others > 0 ? <p className="text-xs text-muted">{t("more", { count: others })}</p> : null}
    </>
  );
}

function Related({ envelope: { id, referenceCode, status } }: { envelope: RelatedEnvelope }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <TextLink href={`/envelopes/${id}`}>
        <bdi dir="ltr" className="tabular-nums">
          {referenceCode}
        </bdi>
      </TextLink>
      <StatusChip status={status} />
    </span>
  );
}
