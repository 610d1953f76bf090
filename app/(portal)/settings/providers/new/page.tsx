import { getTranslations } from "next-intl/server";
import { ConnectionForm } from "@/components/connections/connection-form";
import { ProviderChoice } from "@/components/connections/provider-choice";
import { ProviderFacts } from "@/components/connections/provider-facts";
import { Words } from "@/components/shell/words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart } from "@/components/ui/page-part";
import { TextLink } from "@/components/ui/text-link";
import { loadNewConnection } from "@/lib/connections/loaders";

type NewConnectionPageProps = {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NewConnectionPage({ searchParams }: NewConnectionPageProps) {
  const { provider } = await searchParams;
  const { choices, chosen } = await loadNewConnection(provider?.toString());
  const t = await getTranslations("connections");
  if (!chosen)
    return (
      <>
        <PageHeader title={t("addTitle")} description={t("addDescription")} />
        {choices.length > 0 ? (
          <ProviderChoice choices={choices} />
        ) : (
          <EmptyState sentence={t("noServices")} />
        )}
      </>
    );
  const { id, name, capabilities } = chosen.provider;
  return (
    <Words of={["connections", "errors", "inputErrors", "passwordInput", "providers"]}>
      <PageHeader
        title={t("newTitle", { provider: name })}
        description={<TextLink href="/settings/providers/new">{t("chooseAnother")}</TextLink>}
      />
      <PagePart title={t("about", { provider: name })}>
        <ProviderFacts capabilities={capabilities} />
      </PagePart>
      <PagePart title={t("settings")} help={t("settingsHelp")}>
        <ConnectionForm
          providerId={id}
          settings={chosen.settings}
          connectionId={null}
          name={name}
          isRehearsal={false}
        />
      </PagePart>
    </Words>
  );
}
