import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button-look";
import { cn } from "@/components/ui/class-names";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import type { Report } from "@/lib/envelopes/load-reports";
import { formatFileSize } from "@/lib/i18n/formats";
import { RevokePrintable } from "./revoke-printable";
import { ShowPassword } from "./show-password";
import { VerdictFacts } from "./verdict-facts";

export const fileAddress = (
  envelopeId: string,
  kind: "original" | "signed" | "certificate",
): string => `/api/envelopes/${envelopeId}/files/${kind}`;

/** What can be downloaded, each with its hash and what was found when it was checked. */
export function EnvelopeFiles({ view, report }: { view: EnvelopeView; report: Report | null }) {
  const { envelope, artifacts, may } = view;
  const t = useTranslations("envelope");
  const locale = useLocale();
  const signed = artifacts.find(({ kind }) => kind === "signed_document");
  const certificate = artifacts.find(({ kind }) => kind === "certificate");
  const { id } = envelope;
  return (
    <section aria-labelledby="envelope-files" className="grid gap-3">
      <h2 id="envelope-files" className="text-base font-semibold">
        {t("files")}
      </h2>
      <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
        {signed ? (
          <File
            name={t("fileSigned")}
            help={`${
              view.isComposedHere
                ? t("fileComposedHelp")
                : t("verdict.signatures", { count: signatureCount(signed.verdict) })
            }, ${formatFileSize(signed.size, locale)}`}
            sha256={signed.sha256}
            href={may.download ? fileAddress(id, "signed") : undefined}
          >
            {may.showPassword ? <ShowPassword envelopeId={id} /> : null}
            <VerdictFacts
              verdict={signed.verdict}
              signedThere={
                view.isComposedHere
                  ? {
                      providerName: view.providerName,
                      checkAddress: report?.signing?.checkAddress ?? null,
                    }
                  : undefined
              }
            />
          </File>
        ) : null}
        {certificate ? (
          <File
            name={t("fileCertificate")}
            help={`${t("fileCertificateHelp")}, ${formatFileSize(certificate.size, locale)}`}
            sha256={certificate.sha256}
            href={may.download ? fileAddress(id, "certificate") : undefined}
          >
            <VerdictFacts verdict={certificate.verdict} />
          </File>
        ) : null}
        {view.document ? (
          <File
            name={t("fileOriginal")}
            help={view.document.fileName}
            sha256={view.document.sha256}
            href={may.download ? fileAddress(id, "original") : undefined}
          >
            {may.revokePrintable ? (
              <p className="flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
                {t("printableOpen", { provider: view.providerName })}
                <RevokePrintable envelopeId={id} />
              </p>
            ) : null}
          </File>
        ) : (
          <li className="px-3 py-3 text-sm text-muted">{t("madeThere")}</li>
        )}
      </ul>
      {signed || !isOpen(envelope.status) ? null : (
        <p className="text-xs text-muted">
          {t(view.hosted === "here" ? "fileNotYet" : "fileNotYetThere")}
        </p>
      )}
    </section>
  );
}

const isOpen = (status: EnvelopeView["envelope"]["status"]): boolean =>
  ["queued", "sending", "needs_check", "in_progress", "completing"].includes(status);

const signatureCount = (verdict: unknown): number =>
  typeof verdict === "object" && verdict !== null && "signatures" in verdict
    ? Number(verdict.signatures)
    : 0;

type FileProps = {
  name: string;
  help: string;
  sha256: string;
  href: string | undefined;
  children?: ReactNode;
};

function File({ name, help, sha256, href, children }: FileProps) {
  const t = useTranslations("envelope");
  return (
    <li className="grid gap-1.5 px-3 py-3 text-sm">
      <div className="flex items-start gap-3">
        <div className="grid min-w-0 grow">
          <span className="font-medium">{name}</span>
          <span className="text-xs text-muted wrap-anywhere">
            <bdi>{help}</bdi>
          </span>
        </div>
        {href ? (
          <a
            href={href}
            download
            aria-label={t("downloadNamed", { file: name })}
            className={cn(buttonLook({ size: "small" }), "h-11 md:h-8")}
          >
            <Download aria-hidden />
            {t("download")}
          </a>
        ) : null}
      </div>
      {children}
      <p className="text-xs text-muted">
        {t("hash")}{" "}
        <code dir="ltr" className="break-all">
          {sha256}
        </code>
      </p>
    </li>
  );
}
