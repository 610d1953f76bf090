import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { formatsFor } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import { directionOf } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";

type SigningWordsProps = {
  locale: Locale;
  /** IANA name. */
  timeZone: string;
  children: ReactNode;
};

/** Sets the recipient's language below it, whatever the browser asked for; sends only our words. */
export function SigningWords({ locale, timeZone, children }: SigningWordsProps) {
  const { common, pdfPages, sign, errors, recipientRoles, status } = messagesFor(locale);
  const ours = Object.entries(errors).filter(([code]) => !/^(document|password)_/.test(code));
  return (
    <NextIntlClientProvider
      locale={locale}
      formats={formatsFor(locale)}
      timeZone={timeZone}
      messages={{
        common,
        pdfPages,
        sign,
        errors: Object.fromEntries(ours),
        recipientRoles,
        status: { recipient: status.recipient },
      }}
    >
      <div
        lang={locale}
        dir={directionOf(locale)}
        className="flex min-h-dvh flex-col text-base text-ink"
      >
        {children}
      </div>
    </NextIntlClientProvider>
  );
}
