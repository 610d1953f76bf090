import { getTranslations } from "next-intl/server";
import { InvitationList } from "@/components/accounts/invitation-list";
import { InviteDialog } from "@/components/accounts/invite-dialog";
import { PeopleTable } from "@/components/accounts/people-table";
import { Words } from "@/components/shell/words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { loadPeople } from "@/lib/accounts/loaders";
import { loadOpenCounts } from "@/lib/envelopes/load-teams";

export default async function PeoplePage() {
  const [{ people, invitations }, open] = await Promise.all([loadPeople(), loadOpenCounts()]);
  const t = await getTranslations("people");
  const isAlone = people.length === 1 && invitations.length === 0;
  return (
    <Words of={["errors", "inputErrors", "people"]}>
      <PageHeader title={t("title")} description={t("description")} actions={<InviteDialog />} />
      <PeopleTable people={people.map((person) => ({ ...person, open: open[person.id] ?? 0 }))} />
      {isAlone ? <EmptyState sentence={t("alone")} /> : null}
      {invitations.length > 0 ? (
        <section className="grid gap-3">
          <h2 className="font-semibold">{t("pending")}</h2>
          <InvitationList invitations={invitations} />
        </section>
      ) : null}
    </Words>
  );
}
