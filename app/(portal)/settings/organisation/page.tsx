import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OrganisationForm } from "@/components/accounts/organisation-form";
import { Words } from "@/components/shell/words";
import { PageHeader } from "@/components/ui/page-header";
import { loadOrganisation } from "@/lib/accounts/loaders";

export default async function OrganisationPage() {
  const office = await loadOrganisation();
  if (!office) notFound();
  const t = await getTranslations("organisation");
  return (
    <Words of={["errors", "inputErrors", "organisation"]}>
      <PageHeader title={t("title")} description={t("description")} />
      <OrganisationForm name={office.name} language={office.language} timeZone={office.timeZone} />
    </Words>
  );
}
