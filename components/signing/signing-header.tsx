import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { LanguageChoice } from "./language-choice";

type SigningHeaderProps = { organisationName: string; isRehearsal: boolean };

/** The sender's organisation is the host here; the portal's own name stays in the footer. */
export function SigningHeader({ organisationName, isRehearsal }: SigningHeaderProps) {
  const t = useTranslations("sign");
  return (
    <header className="border-b border-hairline bg-surface">
      <div className="mx-auto flex min-h-14 max-w-4xl items-center justify-between gap-3 px-4 py-1">
        <p className="line-clamp-2 min-w-0 text-lg leading-snug font-semibold wrap-break-word">
          <bdi>{organisationName}</bdi>
        </p>
        <LanguageChoice />
      </div>
      {isRehearsal ? (
        <div className="border-t border-warning/30 bg-warning-soft text-sm text-on-warning-soft">
          <p className="mx-auto flex max-w-4xl items-start gap-2 px-4 py-2">
            <FlaskConical aria-hidden className="mt-[0.2em] size-4 shrink-0" />
            <span>
              <strong className="font-medium">{t("rehearsalTitle")}.</strong> {t("rehearsal")}
            </span>
          </p>
        </div>
      ) : null}
    </header>
  );
}
