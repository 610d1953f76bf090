import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

type CallbackAddressProps = { start: string; isLocal: boolean };

/** Where the service reports to: one address per sending, all of which begin alike. */
export function CallbackAddress({ start, isLocal }: CallbackAddressProps) {
  const t = useTranslations("connections");
  return (
    <div className="grid min-w-0 content-start gap-3">
      <p className="text-sm">{t("callbacksBody")}</p>
      <code
        dir="ltr"
        className="rounded-md border border-hairline bg-sunken px-3 py-2 text-sm wrap-anywhere"
      >
        {start}
        <span className="text-muted">…</span>
      </code>
      <div>
        <CopyButton text={start} label={t("copyStart")} />
      </div>
      {isLocal ? (
        <Notice tone="warning" title={t("callbacksLocalTitle")}>
          {t("callbacksLocal")}
        </Notice>
      ) : null}
    </div>
  );
}
