import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Names } from "@/components/envelopes/names";
import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import type { Settlers } from "@/lib/operations/find-settlers";
import type { ShownFinding } from "@/lib/operations/show-finding";

const mostNames = 5;

/** What somebody has to look at, the worst first: what is wrong, what to do, and where or by whom. */
export function FindingList({ findings }: { findings: readonly ShownFinding[] }) {
  const t = useTranslations("system");
  return (
    <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
      {findings.map(({ level, code, values, way, settlers }) => (
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
          <div className="grid min-w-0 gap-1">
            <p className="wrap-break-word">{t(`findings.${code}`, values)}</p>
            {settlers ? <Whom settlers={settlers} /> : null}
            {way ? (
              <p>
                <TextLink href={way.href}>
                  {t(`ways.${way.name}`, { count: settlers?.own ?? 0 })}
                </TextLink>
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Whom to ask; what no manager sees has to be brought into a team first. */
function Whom({ settlers: { others, unseen } }: { settlers: Settlers }) {
  const t = useTranslations("system");
  const names = others.slice(0, mostNames).map(({ name }) => name);
  const more = others.length - names.length;
  return (
    <>
      {names.length > 0 ? (
        <p className="text-muted">
          {t.rich("settlers", {
            names: () => (
              <Names of={more > 0 ? [...names, t("moreSettlers", { count: more })] : names} />
            ),
          })}
        </p>
      ) : null}
      {unseen > 0 ? (
        <p className="text-muted">
          {t.rich("unsettled", {
            count: unseen,
            teams: (chunks: ReactNode) => <TextLink href="/settings/teams">{chunks}</TextLink>,
          })}
        </p>
      ) : null}
    </>
  );
}
