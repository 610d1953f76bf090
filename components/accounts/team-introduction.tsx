import { useTranslations } from "next-intl";
import { NewTeam } from "./new-team";

const changes = ["afterManagers", "afterNew", "afterOld", "afterOthers"] as const;

/** What the first team changes for whom, said before there is one: `lib/policy/can.ts` in words. */
export function TeamIntroduction() {
  const t = useTranslations("teams");
  return (
    <section
      aria-labelledby="teams-before"
      className="grid gap-4 rounded-md border border-hairline bg-surface p-5"
    >
      <p className="text-sm">{t("before")}</p>
      <h2 id="teams-before" className="font-semibold">
        {t("beforeTitle")}
      </h2>
      <ul className="grid max-w-[72ch] list-disc gap-2 ps-5 text-sm">
        {changes.map((change) => (
          <li key={change}>{t(change)}</li>
        ))}
      </ul>
      <div>
        <NewTeam isFirst />
      </div>
    </section>
  );
}
