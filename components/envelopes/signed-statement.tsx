import { ChevronDown, CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { ReportedSigning } from "@/lib/envelopes/load-reports";
import { formatFileSize } from "@/lib/i18n/formats";
import { Fact, Facts } from "./facts";
import { bdi, keyed } from "./names";

type SignedStatementProps = { signing: ReportedSigning; providerName: string };

/** What people put their signatures to, in words; what the provider really has stands behind them. */
export function SignedStatement({ signing, providerName }: SignedStatementProps) {
  const t = useTranslations("statement");
  const { signed, statement } = signing;
  return (
    <section aria-labelledby="envelope-statement" className="grid gap-3">
      <h2 id="envelope-statement" className="text-base font-semibold">
        {t("title")}
      </h2>
      <div className="grid gap-3 rounded-md border border-hairline bg-surface px-3 py-3 text-sm">
        <p>{t(`kinds.${signed?.kind ?? "long"}`, { provider: providerName })}</p>
        {signed?.kind === "statement" ? <Said signed={signed} /> : null}
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

function Said({ signed: { said } }: { signed: Extract<Signed, { kind: "statement" }> }) {
  const t = useTranslations();
  const locale = useLocale();
  const roleWords = (role: string) =>
    role === "signer" || role === "approver" || role === "viewer"
      ? t(`recipientRoles.${role}`)
      : role;
  return (
    <Facts>
      <Fact name={t("statement.name")}>
        <bdi>{said.title}</bdi>
      </Fact>
      <Fact name={t("envelope.code")}>
        <bdi dir="ltr">{said.reference}</bdi>
      </Fact>
      {said.document ? (
        <Fact name={t("statement.document")}>
          {t("envelope.pages", { pages: said.document.pages })} ·{" "}
          {formatFileSize(said.document.bytes, locale)}
          <code dir="ltr" className="block text-xs break-all text-muted">
            {said.document.sha256}
          </code>
        </Fact>
      ) : null}
      <Fact name={t("envelope.people")}>
        <ul>
          {keyed(said.people.map(({ name }) => name)).map(({ name, key }, at) => (
            <li key={key}>
              {t.rich("statement.person", {
                bdi,
                name,
                role: roleWords(said.people[at]?.role ?? ""),
              })}
            </li>
          ))}
        </ul>
      </Fact>
      <Fact name={t("statement.answers")}>
        <ul>
          {Object.entries(said.answers).map(([number, answer]) => (
            <li key={number}>
              {t("statement.answer", {
                number: Number(number),
                meaning: t(`statement.meanings.${answer}`),
              })}
            </li>
          ))}
        </ul>
      </Fact>
    </Facts>
  );
}

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
