import { ChevronDown, CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { ReportedSigning } from "@/lib/envelopes/load-reports";
import { StatementWords } from "./statement-words";

type SignedStatementProps = { signing: ReportedSigning; providerName: string };

/** What people put their signatures to, in words; what the provider really has stands behind them. */
export function SignedStatement({ signing, providerName }: SignedStatementProps) {
  const t = useTranslations("statement");
  const { signed, statement } = signing;
  return (
    <section aria-labelledby="envelope-statement" className="grid gap-3">
      <h2 id="envelope-statement" className="text-base font-semibold">
        {t("heading")}
      </h2>
      <div className="grid gap-3 rounded-md border border-hairline bg-surface px-3 py-3 text-sm">
        <p>{t(`signedKinds.${signed?.kind ?? "long"}`, { provider: providerName })}</p>
        {signed?.kind === "statement" ? <StatementWords statement={signed.said} /> : null}
        {signed ? <Match signed={signed} /> : null}
        {statement === null ? null : (
          <details className="group">
            <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1.5 text-xs text-muted md:min-h-8">
              <ChevronDown
                aria-hidden
                className="size-4 shrink-0 -rotate-90 group-open:rotate-0 rtl:rotate-90"
              />
              {t("word")}
            </summary>
            <pre
              dir="ltr"
              className="max-h-64 overflow-auto rounded-md bg-sunken p-2 text-xs whitespace-pre-wrap break-all"
            >
              {statement}
            </pre>
          </details>
        )}
      </div>
    </section>
  );
}

type Signed = NonNullable<ReportedSigning["signed"]>;

/** Whether it is this document that people sign; of data in another form nobody here can say. */
function Match({ signed }: { signed: Signed }) {
  const t = useTranslations("statement");
  const isOther = signed.kind === "statement" && !signed.isOfThis;
  const isUnread = signed.kind === "other";
  const Icon = isOther ? CircleAlert : isUnread ? CircleHelp : CircleCheck;
  return (
    <p className="flex items-start gap-1.5 text-xs">
      <Icon
        aria-hidden
        className={cn(
          "mt-[0.2em] size-3.5 shrink-0",
          isOther ? "text-error" : isUnread ? "text-muted" : "text-success",
        )}
      />
      {t(isOther ? "matchesAnother" : isUnread ? "matchUnknown" : "matches")}
    </p>
  );
}
