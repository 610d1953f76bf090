import { ExternalLink } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { toInboxAddress } from "@/components/connections/inbox-address";
import { Notice } from "@/components/ui/notice";
import type { RehearsalMark } from "@/lib/connections/find-sandbox";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";

type RehearsalNoticeProps = {
  rehearsal: RehearsalMark | null;
  status: EnvelopeStatus;
  /** Whether those who act have links of ours; else the service writes to them. */
  isByLinks?: boolean;
};

/** While somebody may still act there. */
const openStatuses: readonly EnvelopeStatus[] = ["sending", "needs_check", "in_progress"];

/** That nothing real comes of it, in words, and where to act as the recipients. */
export function RehearsalNotice({ rehearsal, status, isByLinks = false }: RehearsalNoticeProps) {
  const t = useTranslations("rehearsal");
  const locale = useLocale();
  if (!rehearsal) return null;
  const { isOurs, inboxUrl } = rehearsal;
  const body = status === "draft" ? "reviewBody" : "envelopeBody";
  const isOpen = openStatuses.includes(status);
  return (
    <Notice
      tone="warning"
      title={t("markTitle")}
      action={
        inboxUrl && isOpen && !isByLinks ? (
          <a
            href={toInboxAddress(inboxUrl, locale)}
            target="_blank"
            rel="noreferrer"
            className="inline-block py-2 font-medium text-current underline underline-offset-3 md:py-0"
          >
            {t("actAs")}
            <ExternalLink aria-hidden className="ms-1.5 inline size-3.5" />
          </a>
        ) : null
      }
    >
      <p>{t(isOurs ? body : `${body}Marked`)}</p>
      {isOpen && isByLinks ? <p>{t("actByLinks")}</p> : null}
    </Notice>
  );
}
