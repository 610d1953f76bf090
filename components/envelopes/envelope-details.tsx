import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { buttonLook } from "@/components/ui/button-look";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import type { ExportKind } from "@/lib/envelopes/export-facts";
import type { Reports } from "@/lib/envelopes/load-reports";
import type { EnvelopeView } from "@/lib/envelopes/loaders";
import { AttemptCosts } from "./attempt-costs";
import { CancelEnvelope } from "./cancel-envelope";
import { CopyEnvelope } from "./copy-envelope";
import { TryNow } from "./delivery-notice";
import { EnvelopeDocument } from "./envelope-document";
import { EnvelopeFiles, fileAddress } from "./envelope-files";
import { EnvelopeNotice } from "./envelope-notice";
import { EnvelopePeople } from "./envelope-people";
import { FilledValues } from "./filled-values";
import { bdi } from "./names";
import { progressOf } from "./progress";
import { ProviderReport } from "./provider-report";
import { RehearsalNotice } from "./rehearsal-notice";
import { SignedStatement } from "./signed-statement";
import { StatusChip } from "./status-chip";
import { Timeline } from "./timeline";

type EnvelopeDetailsProps = { view: EnvelopeView; reports: Reports };

/** An envelope after it was sent: where it stands, with whom, what happened, what came out. */
export function EnvelopeDetails({ view, reports }: EnvelopeDetailsProps) {
  const { envelope, may, providerName } = view;
  const { report, unheard } = reports;
  const exportAddress = (kind: ExportKind): string =>
    `/api/envelopes/${envelope.id}/exports/${kind}`;
  return (
    <div className="grid gap-6">
      <Head view={view} />
      <RehearsalNotice
        rehearsal={view.rehearsal}
        status={envelope.status}
        isByLinks={view.recipients.some(
          ({ role, hasPageHere }) => role !== "viewer" && hasPageHere,
        )}
      />
      <EnvelopeNotice view={view} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-8">
          <EnvelopePeople view={view} />
          <EnvelopeFiles view={view} report={report} />
          <AttemptCosts view={view} />
          {report?.signing ? (
            <SignedStatement signing={report.signing} providerName={providerName} />
          ) : null}
          {view.hosted === "there" && (report || envelope.sentAt) ? (
            <>
              {view.isComposedHere ? null : (
                <FilledValues
                  values={report?.values ?? []}
                  providerName={providerName}
                  addressOf={may.download ? exportAddress : undefined}
                />
              )}
              <ProviderReport report={report} providerName={providerName} />
            </>
          ) : null}
          <EnvelopeDocument view={view} />
        </div>
        <Timeline
          key={envelope.id}
          events={view.timeline}
          unheard={unheard}
          exportAddress={may.download ? exportAddress("timeline.csv") : undefined}
        />
      </div>
    </div>
  );
}

/** Either nothing more can come, or "look again" is what there is to try. */
const hasNothingToTry = ({ envelope, check }: EnvelopeView): boolean =>
  ["completed", "failed"].includes(envelope.status) || check?.isSearchable === true;

function Head({ view }: { view: EnvelopeView }) {
  const { envelope, recipients, may, ownerName, team, artifacts } = view;
  const t = useTranslations("envelope");
  const untitled = useTranslations("envelopes")("untitled");
  const isSigned = artifacts.some(({ kind }) => kind === "signed_document");
  const mayBeCorrected = ["declined", "expired", "canceled", "failed"].includes(envelope.status);
  return (
    <div className="grid gap-2">
      <PageHeader
        title={<bdi>{envelope.title || untitled}</bdi>}
        aside={
          <>
            <StatusChip status={envelope.status} progress={progressOf(recipients)} />
            {view.rehearsal ? <RehearsalChip /> : null}
          </>
        }
        description={
          <>
            {t.rich(envelope.status === "draft" ? "draftBy" : "sentBy", { bdi, name: ownerName })}
            {team ? <> · {t.rich("ofTeam", { bdi, name: team.name })}</> : null}
          </>
        }
        actions={
          <>
            {may.refresh && !hasNothingToTry(view) ? <TryNow envelopeId={envelope.id} /> : null}
            {may.cancel ? (
              <CancelEnvelope
                envelopeId={envelope.id}
                providerName={view.providerName}
                hosted={view.hosted}
                cancel={view.cancel}
              />
            ) : null}
            {may.copy ? <CopyEnvelope envelopeId={envelope.id} isMain={mayBeCorrected} /> : null}
            {isSigned && may.download ? (
              <a
                href={fileAddress(envelope.id, "signed")}
                download
                className={cn(buttonLook({ variant: "primary" }), "h-11 md:h-10")}
              >
                <Download aria-hidden />
                {t("downloadSigned")}
              </a>
            ) : null}
          </>
        }
      />
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
        {t("code")}
        <bdi dir="ltr" className="font-medium text-ink tabular-nums">
          {envelope.referenceCode}
        </bdi>
        <CopyButton text={envelope.referenceCode} label={t("copyCode")} />
      </p>
    </div>
  );
}
