import { getTranslations } from "next-intl/server";
import { ConnectionTable } from "@/components/connections/connection-table";
import { RehearsalCard } from "@/components/connections/rehearsal-card";
import { Words } from "@/components/shell/words";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { loadConnections } from "@/lib/connections/loaders";
import { loadConnectionFigures } from "@/lib/operations/loaders";

export default async function ProvidersPage() {
  const { connections, mayAdd, rehearsal } = await loadConnections();
  const figures = await loadConnectionFigures();
  const t = await getTranslations("connections");
  const hasOutside = connections.some(({ provider }) => provider.capabilities.hosted === "there");
  const add = mayAdd ? (
    <LinkButton href="/settings/providers/new" variant="primary">
      {t("add")}
    </LinkButton>
  ) : null;
  return (
    <Words of={["connectionFigures", "connections", "errors", "rehearsal", "trouble"]}>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={hasOutside ? add : null}
      />
      {connections.length > 0 ? (
        <ConnectionTable connections={connections} figures={figures} />
      ) : null}
      {hasOutside ? null : (
        <EmptyState sentence={t(mayAdd ? "empty" : "noServices")} action={add} />
      )}
      <RehearsalCard rehearsal={rehearsal} />
    </Words>
  );
}
