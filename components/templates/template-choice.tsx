import { useTranslations } from "next-intl";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { TextLink } from "@/components/ui/text-link";
import type { TemplateOffer } from "@/lib/templates/loaders";
import { UseTemplate } from "./use-template";

/** The other way to a new envelope; absent while no template is saved. */
export function TemplateChoice({ templates }: { templates: readonly TemplateOffer[] }) {
  const t = useTranslations("newEnvelope");
  if (templates.length === 0) return null;
  return (
    <section aria-labelledby="new-from-template" className="grid max-w-2xl gap-3">
      <header className="grid gap-0.5">
        <h2 id="new-from-template" className="text-base font-semibold">
          {t("fromTemplate")}
        </h2>
        <p className="text-sm text-muted">{t("fromTemplateHelp")}</p>
      </header>
      <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
        {templates.map(({ id, name, connectionName, isRehearsal }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2 text-sm">
            <span className="grid min-w-0 grow basis-40">
              <TextLink href={`/templates/${id}`} className="wrap-break-word">
                <bdi>{name}</bdi>
              </TextLink>
              <span className="flex flex-wrap items-center gap-2 text-xs text-muted">
                <bdi>{connectionName}</bdi>
                {isRehearsal ? <RehearsalChip /> : null}
              </span>
            </span>
            <UseTemplate templateId={id} name={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}
