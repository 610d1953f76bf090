import { getTranslations } from "next-intl/server";
import { CalibrationPart } from "@/components/connections/calibration-part";
import { CallTable } from "@/components/connections/call-table";
import { CallbackAddress } from "@/components/connections/callback-address";
import { CheckConnection } from "@/components/connections/check-connection";
import { ConnectionAddress } from "@/components/connections/connection-address";
import { ConnectionFigures } from "@/components/connections/connection-figures";
import { ConnectionForm } from "@/components/connections/connection-form";
import { HealthChip } from "@/components/connections/health-chip";
import { MissedCallbacks } from "@/components/connections/missed-callbacks";
import { PauseNotice } from "@/components/connections/pause-notice";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { StrayCallbacks } from "@/components/connections/stray-callbacks";
import { SwitchConnection } from "@/components/connections/switch-connection";
import { Words } from "@/components/shell/words";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart } from "@/components/ui/page-part";
import { TextLink } from "@/components/ui/text-link";
import { loadConnection } from "@/lib/connections/loaders";
import { loadCalibration } from "@/lib/envelopes/load-calibration";
import { loadMissedCallbacks } from "@/lib/envelopes/load-missed";
import { loadConnectionFigures } from "@/lib/operations/loaders";

type ConnectionPageProps = {
  params: Promise<{ connectionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ConnectionPage({ params, searchParams }: ConnectionPageProps) {
  const { connectionId } = await params;
  const { call } = await searchParams;
  const page = await loadConnection(connectionId, call?.toString());
  const { connection, settings } = page;
  const { id, name, provider, host, isEnabled, isRehearsal, health } = connection;
  const isOutside = provider.capabilities.hosted === "there";
  const calibration = await loadCalibration(connectionId);
  const missed = await loadMissedCallbacks(connectionId);
  const figures = (await loadConnectionFigures()).get(connectionId);
  const about = { connectionId: id, providerId: provider.id, providerName: provider.name };
  const t = await getTranslations("connections");
  const rehearsal = await getTranslations("rehearsal");
  const calibrationWords = await getTranslations("calibration");
  const missedWords = await getTranslations("missedCallbacks");
  const ofFigures = await getTranslations("connectionFigures");
  const ofCallbacks = await getTranslations("callbacks");
  return (
    <Words
      of={[
        "calibration",
        "connections",
        "delivery",
        "errors",
        "inputErrors",
        "missedCallbacks",
        "passwordInput",
        "pdfPages",
        "providers",
        "trouble",
      ]}
    >
      <PageHeader
        title={<bdi>{name}</bdi>}
        aside={
          <>
            <HealthChip isEnabled={isEnabled} health={health} />
            {isRehearsal ? <RehearsalChip /> : null}
          </>
        }
        description={
          isOutside ? (
            <>
              <bdi>{provider.name}</bdi> · <bdi dir="ltr">{host}</bdi>
            </>
          ) : (
            t("own")
          )
        }
        actions={
          connection.leadsToOwnSandbox ? null : (
            <SwitchConnection connectionId={id} name={name} isEnabled={isEnabled} />
          )
        }
      />
      {health.state === "paused" ? (
        <PauseNotice connectionId={id} pause={health} waiting={page.waiting} />
      ) : null}
      {isOutside && figures ? (
        <PagePart title={ofFigures("title")} help={ofFigures("help")}>
          <ConnectionFigures figures={figures} />
        </PagePart>
      ) : null}
      {isOutside ? (
        <>
          <PagePart title={t("checkTitle")} help={t("checkHelp")}>
            <CheckConnection connectionId={id} providerId={provider.id} />
          </PagePart>
          {connection.leadsToOwnSandbox ? (
            <PagePart title={t("settings")}>
              <p className="text-sm text-muted">
                {rehearsal.rich("ownSettings", {
                  link: (chunks) => <TextLink href="/settings/providers">{chunks}</TextLink>,
                })}
              </p>
            </PagePart>
          ) : (
            <PagePart title={t("settings")} help={t("settingsHelp")}>
              <ConnectionForm
                // A calibration changes settings, too, and an old form would put them back.
                key={calibration?.latest?.chosen ? calibration.latest.envelopeId : ""}
                providerId={provider.id}
                settings={settings}
                connectionId={id}
                name={name}
                isRehearsal={isRehearsal}
              />
            </PagePart>
          )}
        </>
      ) : null}
      {calibration && !connection.leadsToOwnSandbox ? (
        <PagePart title={calibrationWords("title")} help={calibrationWords("help")}>
          <CalibrationPart
            connectionId={id}
            providerId={provider.id}
            isEnabled={isEnabled}
            settings={settings}
            latest={calibration.latest}
          />
        </PagePart>
      ) : null}
      {page.addresses ? (
        <PagePart title={t("callbacks")}>
          <CallbackAddress {...page.addresses} />
        </PagePart>
      ) : null}
      {page.oneAddress ? (
        <PagePart title={t("callbacks")} help={t("oneAddressHelp")}>
          <ConnectionAddress {...page.oneAddress} {...about} />
        </PagePart>
      ) : null}
      {missed ? (
        <PagePart
          title={missedWords("title")}
          help={missedWords("help", { provider: provider.name })}
        >
          <MissedCallbacks view={missed} {...about} />
        </PagePart>
      ) : null}
      {page.hasCallbacks && !connection.leadsToOwnSandbox ? (
        <section className="grid gap-3 border-t border-hairline pt-6">
          <div className="grid gap-1">
            <h2 className="font-semibold">{ofCallbacks("strayTitle")}</h2>
            <p className="text-xs text-muted">
              {ofCallbacks("strayHelp", { provider: provider.name })}
            </p>
          </div>
          <StrayCallbacks strays={page.strays} />
        </section>
      ) : null}
      {isOutside ? (
        <section className="grid gap-3 border-t border-hairline pt-6">
          <div className="grid gap-1">
            <h2 className="font-semibold">{t("calls")}</h2>
            <p className="text-xs text-muted">{t("callsHelp")}</p>
          </div>
          {page.calls.length > 0 ? (
            <CallTable
              calls={page.calls}
              opened={page.opened}
              address={`/settings/providers/${id}`}
            />
          ) : (
            <p className="text-sm text-muted">{t("noCalls")}</p>
          )}
        </section>
      ) : null}
    </Words>
  );
}
