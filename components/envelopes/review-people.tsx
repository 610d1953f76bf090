import { Link2, Mail, Smartphone } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { bdi } from "./names";

/** Everybody in order: role, boxes, how they get the link, how they are identified. */
export function ReviewPeople({ view }: { view: DraftView }) {
  const { recipients, placements, isMailConfigured } = view;
  const t = useTranslations();
  const format = useFormatter();
  return (
    <ol className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
      {recipients.map((person, index) => {
        const boxes = placements.filter(({ recipientId }) => recipientId === person.id);
        const pages = [...new Set(boxes.map(({ page }) => page))].sort((a, b) => a - b);
        const position = index + 1;
        const address = isMailConfigured ? person.email : null;
        return (
          <li key={person.id} className="flex gap-3 px-3 py-3">
            <AvatarInitials name={person.name || String(position)} />
            <div className="grid min-w-0 gap-0.5 text-sm">
              <p className="font-medium">
                {person.name ? <bdi>{person.name}</bdi> : t("draft.person", { position })}
                <span className="ms-2 font-normal text-muted">
                  {t(`recipientRoles.${person.role}`)}
                </span>
              </p>
              {person.role === "signer" && !view.template ? (
                <p className={boxes.length === 0 ? "text-error" : undefined}>
                  {boxes.length === 0
                    ? t("review.boxes", { count: 0 })
                    : t("review.boxesOnPages", {
                        count: boxes.length,
                        pageCount: pages.length,
                        pages: format.list(
                          pages.map((page) => format.number(page)),
                          "and",
                        ),
                      })}
                </p>
              ) : null}
              {view.provider.capabilities.hosted === "there" ? (
                <AskedThere person={person} provider={view.provider} />
              ) : (
                <>
                  <p className="flex items-center gap-1.5 text-muted">
                    {address ? (
                      <Mail aria-hidden className="size-4 shrink-0" />
                    ) : (
                      <Link2 aria-hidden className="size-4 shrink-0" />
                    )}
                    <span className="min-w-0 wrap-break-word">
                      {address ? t.rich("review.mailed", { bdi, address }) : t("review.handOver")}
                    </span>
                  </p>
                  <p className="text-muted">
                    {t("review.identified", { how: t(`review.by.${person.identification}`) })}
                  </p>
                </>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type AskedThereProps = {
  person: DraftView["recipients"][number];
  provider: DraftView["provider"];
};

/** Through a provider elsewhere: it asks the person itself, and checks who they are. */
function AskedThere({ person, provider }: AskedThereProps) {
  const t = useTranslations("review");
  const { national_id: nationalId = "" } = person.identity;
  return (
    <>
      <p className="flex items-center gap-1.5 text-muted">
        <Smartphone aria-hidden className="size-4 shrink-0" />
        <span>
          {t.rich(provider.rehearsal?.isOurs ? "askedInRehearsal" : "askedThere", {
            bdi: (chunks) => <bdi dir="ltr">{chunks}</bdi>,
            provider: provider.name,
            phone: person.phone ?? "",
          })}
        </span>
      </p>
      {nationalId ? (
        <p className="text-muted">
          {t.rich("identityEnding", {
            bdi: (chunks) => <bdi dir="ltr">{chunks}</bdi>,
            ending: nationalId.slice(-4),
          })}
        </p>
      ) : null}
    </>
  );
}
