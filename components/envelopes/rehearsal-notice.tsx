import { ExternalLink } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { toInboxAddress } from "@/components/connections/inbox-address";
import { Notice } from "@/components/ui/notice";
import type { RehearsalMark } from "@/lib/connections/find-sandbox";

type RehearsalNoticeProps = { rehearsal: RehearsalMark | null; isSent: boolean };

/** That nothing real comes of it, in words, and where to act as the recipients. */
export function RehearsalNotice({ rehearsal, isSent }: RehearsalNoticeProps) {
  const t = useTranslations("rehearsal");
  const locale = useLocale();
  if (!rehearsal) return null;
  const { isOurs, inboxUrl } = rehearsal;
  const body = isSent ? "envelopeBody" : "reviewBody";
  return (
    <Notice
      tone="warning"
      title={t("markTitle")}
      action={
        isSent && inboxUrl ? (
          <a
            href={toInboxAddress(inboxUrl, locale)}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-11 items-center gap-1.5 font-medium text-current underline underline-offset-3 md:min-h-6"
          >
            {t("actAs")}
            <ExternalLink aria-hidden className="size-3.5 shrink-0" />
          </a>
        ) : null
      }
    >
      <p>{t(isOurs ? body : `${body}Marked`)}</p>
    </Notice>
  );
}
