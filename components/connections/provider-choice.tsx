import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import type { ProviderView } from "@/lib/connections/loaders";
import { ProviderFacts } from "./provider-facts";

/** The services that this version knows, each with what it can do. */
export function ProviderChoice({ choices }: { choices: readonly ProviderView[] }) {
  const t = useTranslations("connections");
  return (
    <ul className="grid gap-4 md:grid-cols-2">
      {choices.map(({ id, name, capabilities }) => (
        <li
          key={id}
          className="grid content-between gap-4 rounded-md border border-hairline bg-surface p-4"
        >
          <div className="grid gap-2">
            <h2 className="font-semibold">
              <bdi>{name}</bdi>
            </h2>
            <ProviderFacts capabilities={capabilities} />
          </div>
          <LinkButton
            href={`/settings/providers/new?provider=${id}`}
            className="justify-self-start"
          >
            {t("choose", { provider: name })}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
