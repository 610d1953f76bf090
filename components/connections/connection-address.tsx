"use client";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { renewCallbackAddressAction } from "@/lib/connections/actions";
import type { OneAddress } from "@/lib/connections/loaders";
import { useProviderWords } from "./use-provider-words";

type ConnectionAddressProps = OneAddress & {
  connectionId: string;
  providerId: string;
  providerName: string;
};

/** What a person tells the service by hand: where it calls, and how it proves itself there. */
export function ConnectionAddress({ address, isLocal, told, ...about }: ConnectionAddressProps) {
  const t = useTranslations("connections");
  const { settings: labels } = useProviderWords(about.providerId);
  return (
    <div className="grid min-w-0 content-start gap-3">
      <p className="text-sm">{t("oneAddressBody", { provider: about.providerName })}</p>
      <dl className="grid gap-3">
        <Told label={t("oneAddress")} text={address} />
        {told.map(({ name, value }) => (
          <Told key={name} label={labels?.[name] ?? name} text={value}>
            {t(value === null ? "toldSecret" : "toldMissing")}
          </Told>
        ))}
      </dl>
      {isLocal ? (
        <Notice tone="warning" title={t("callbacksLocalTitle")}>
          {t("callbacksLocal")}
        </Notice>
      ) : null}
      <Renew {...about} />
    </div>
  );
}

type ToldProps = { label: string; text: string | null; children?: ReactNode };

function Told({ label, text, children }: ToldProps) {
  return (
    <div className="grid gap-1">
      <dt className="text-xs font-medium">{label}</dt>
      {text ? (
        <dd className="grid justify-items-start gap-2">
          <code
            dir="ltr"
            className="w-full rounded-md border border-hairline bg-sunken px-3 py-2 text-sm wrap-anywhere"
          >
            {text}
          </code>
          <CopyButton text={text} about={label} />
        </dd>
      ) : (
        <dd className="text-sm text-muted">{children}</dd>
      )}
    </div>
  );
}

type RenewProps = { connectionId: string; providerName: string };

function Renew({ connectionId, providerName }: RenewProps) {
  const t = useTranslations("connections");
  const words = useErrorWords();
  const router = useRouter();
  const renew = async () => {
    const result = await askPortal(renewCallbackAddressAction({ connectionId }));
    if (result.ok) toast.success(t("addressRenewed", { provider: providerName }));
    else toast.error(words(result.error));
    router.refresh();
  };
  return (
    <div className="border-t border-hairline pt-3">
      <ConfirmDialog
        trigger={
          <Button>
            <RefreshCw aria-hidden />
            {t("renewAddress")}
          </Button>
        }
        title={t("renewAddressTitle")}
        description={t("renewAddressHelp", { provider: providerName })}
        confirm={t("renewAddress")}
        onConfirm={renew}
      />
    </div>
  );
}
