import { useTranslations } from "next-intl";
import type { Fact } from "@/lib/operations/describe-system";

/** What the installation is: each fact behind its name, below it on phones. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  const t = useTranslations("system");
  return (
    <dl className="divide-y divide-hairline rounded-md border border-hairline bg-surface text-sm">
      {facts.map(({ code, values }) => (
        <div key={code} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[14rem_minmax(0,1fr)]">
          <dt className="text-muted">{t(`names.${code}`)}</dt>
          <dd className="wrap-anywhere tabular-nums">{t(`facts.${code}`, values)}</dd>
        </div>
      ))}
    </dl>
  );
}
