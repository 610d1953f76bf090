import { Link2, Mail, Smartphone } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useChoiceWords } from "@/components/recipients/use-choice-words";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { askedParts, isServedHere } from "@/lib/vocabulary/capabilities";
import { draftKindOf } from "./draft-steps";
import { bdi } from "./names";

/** Everybody in order: role, boxes, how they get the link, how they are identified. */
export function ReviewPeople({ view }: { view: DraftView }) {
  const { recipients, placements } = view;
  const t = useTranslations();
  const format = useFormatter();
  return (
    <ol className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
      {recipients.map((person, index) => {
        const boxes = placements.filter(({ recipientId }) => recipientId === person.id);
        const pages = [...new Set(boxes.map(({ page }) => page))].sort((a, b) => a - b);
        const position = index + 1;
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
              {person.role === "signer" && draftKindOf(view) === "document" ? (
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
              {isAskedThere(view.provider, person) ? (
                <AskedThere person={person} provider={view.provider} />
              ) : (
                <Linked person={person} view={view} />
              )}
              <IdentityEnding person={person} provider={view.provider} />
              <SaidOfPerson person={person} provider={view.provider} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type PersonProps = {
  person: DraftView["recipients"][number];
  provider: DraftView["provider"];
};

/** Whether the provider itself comes to this person, and no link of the portal does. */
const isAskedThere = (
  { capabilities }: DraftView["provider"],
  { role }: PersonProps["person"],
): boolean =>
  capabilities.hosted === "there" && !capabilities.launch && !isServedHere(capabilities, role);

/** Where a person's link goes, and how they show who they are. */
function Linked({ person, view }: Pick<PersonProps, "person"> & { view: DraftView }) {
  const { provider, isMailConfigured } = view;
  const { notifies, hosted } = provider.capabilities;
  const t = useTranslations("review");
  const isUnsure =
    notifies === "told_in_answer" && !isServedHere(provider.capabilities, person.role);
  const address = isMailConfigured ? person.email : null;
  const sentence = address
    ? isUnsure
      ? "mailedUnless"
      : "mailed"
    : isUnsure
      ? "handOverUnless"
      : "handOver";
  const Icon = address ? Mail : Link2;
  return (
    <>
      <p className="flex items-center gap-1.5 text-muted">
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 wrap-break-word">
          {t.rich(sentence, { bdi, address: address ?? "", provider: provider.name })}
        </span>
      </p>
      {hosted === "here" || person.identification !== "link" ? (
        <p className="text-muted">{t("identified", { how: t(`by.${person.identification}`) })}</p>
      ) : null}
    </>
  );
}

/** Through a provider elsewhere: it asks the person itself, and checks who they are. */
function AskedThere({ person, provider }: PersonProps) {
  const t = useTranslations("review");
  return (
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
  );
}

/** By which number the provider knows the person; only its end, for all who look on. */
function IdentityEnding({ person, provider }: PersonProps) {
  const t = useTranslations("review");
  const words = useTranslations("identity");
  const asked = askedParts(provider.capabilities, person.role).find(
    ({ part }) => part === "national_id",
  );
  const { national_id: number } = person.identity;
  if (!asked || !number) return null;
  return (
    <p className="text-muted">
      {t.rich("identityEnding", {
        bdi: (chunks) => <bdi dir="ltr">{chunks}</bdi>,
        part: words(`${asked.called ?? asked.part}.label`),
        ending: number.slice(-4),
      })}
    </p>
  );
}

/** What else the provider is told of the person: choices in words, of a number only its very end. */
function SaidOfPerson({ person, provider }: PersonProps) {
  const t = useTranslations("review");
  const words = useTranslations("identity");
  const choiceWords = useChoiceWords(provider.id);
  return askedParts(provider.capabilities, person.role).map((asked) => {
    const { part, called = part, choices, isRequired } = asked;
    const typed = part in person.identity ? person.identity[part] : undefined;
    const chosen = typed ?? (isRequired ? choices?.[0] : undefined);
    const said =
      part === "id_last_four"
        ? typed && `••${typed.slice(-2)}`
        : choices
          ? chosen && choiceWords(part, chosen)
          : part === "birth_year" && typed;
    if (!said) return null;
    return (
      <p key={part} className="text-muted">
        {t.rich("personSaid", { bdi, part: words(`${called}.label`), said })}
      </p>
    );
  });
}
