import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { SaidFinding } from "@/lib/operations/describe-system";

/** What somebody has to look at, the worst first: what is wrong, and what to do. */
export function FindingList({ findings }: { findings: readonly SaidFinding[] }) {
  const t = useTranslations("system");
  return (
    <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
      {findings.map(({ level, code, values }) => (
        <li
          key={`${code}/${values.name ?? ""}`}
          className="grid gap-x-4 gap-y-1.5 px-3 py-2.5 text-sm sm:grid-cols-[7rem_minmax(0,1fr)]"
        >
          <Chip
            tone={level === "problem" ? "error" : "warning"}
            icon={level === "problem" ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
          >
            {t(level)}
          </Chip>
          <p className="wrap-break-word">{t(`findings.${code}`, values)}</p>
        </li>
      ))}
    </ul>
  );
}
