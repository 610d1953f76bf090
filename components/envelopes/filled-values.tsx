import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button-look";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import type { ReportedValue } from "@/lib/envelopes/load-reports";

type FilledValuesProps = {
  values: readonly ReportedValue[];
  providerName: string;
  /** Where a table or a file for programs can be downloaded; undefined for whoever may not. */
  addressOf: ((kind: "values.csv" | "values.json") => string) | undefined;
};

/** What people filled in at the provider, and what the document carries there, by whose it is. */
export function FilledValues({ values, providerName, addressOf }: FilledValuesProps) {
  const t = useTranslations("reported");
  const whoseOf = ({ person, group }: ReportedValue) => person ?? t(`groups.${group}`);
  const groups = Map.groupBy(values, (value) => `${value.group} ${whoseOf(value)}`);
  return (
    <section aria-labelledby="envelope-values" className="grid gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="envelope-values" className="text-base font-semibold">
          {t("valuesTitle")}
        </h2>
        {addressOf && values.length > 0 ? (
          <span className="flex flex-wrap gap-2">
            <ExportLink href={addressOf("values.csv")} words={t("exportCsv")} />
            <ExportLink href={addressOf("values.json")} words={t("exportJson")} />
          </span>
        ) : null}
      </header>
      {values.length === 0 ? (
        <p className="text-sm text-muted">{t("noValues", { provider: providerName })}</p>
      ) : (
        <div className="rounded-md border border-hairline bg-surface">
          {[...groups].map(([key, group]) => (
            <div key={key} className="border-b border-hairline last:border-b-0">
              <h3 className="bg-sunken px-3 py-1.5 text-xs font-medium text-muted">
                <bdi>{group[0] ? whoseOf(group[0]) : ""}</bdi>
              </h3>
              <dl className="divide-y divide-hairline text-sm">
                {group.map((value) => (
                  <ValueRow key={value.name} value={value} />
                ))}
              </dl>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

function ValueRow({ value: { title, name, value } }: { value: ReportedValue }) {
  const t = useTranslations("reported");
  const label = title || name;
  return (
    <div className="grid min-h-11 grid-cols-[1fr_auto] items-center gap-x-3 px-3 py-1.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
      <dt className="text-muted wrap-break-word max-sm:text-xs">
        <bdi>{label}</bdi>
      </dt>
      <dd className="min-w-0 wrap-anywhere max-sm:col-start-1">
        {value === "" ? (
          <span className="text-muted">{t("emptyValue")}</span>
        ) : (
          <bdi className="tabular-nums">{value}</bdi>
        )}
      </dd>
      {value === "" ? null : (
        <dd className="max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1">
          <CopyButton text={value} about={label} />
        </dd>
      )}
    </div>
  );
}

function ExportLink({ href, words }: { href: string; words: string }) {
  return (
    <a href={href} download className={cn(buttonLook({ size: "small" }), "h-11 md:h-8")}>
      <Download aria-hidden />
      {words}
    </a>
  );
}
