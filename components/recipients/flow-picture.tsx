import { ArrowRight, Eye, Stamp } from "lucide-react";
import { useTranslations } from "next-intl";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import type { Identity } from "@/lib/provider-kit/contract";
import { toTurns } from "@/lib/recipients/to-turns";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { RecipientRole, SigningOrder } from "@/lib/vocabulary/envelope";

type FlowPerson = {
  readonly id: string;
  readonly name: string;
  readonly role: RecipientRole;
  readonly identity: Identity;
};
type FlowPictureProps = {
  people: readonly FlowPerson[];
  order: SigningOrder;
  by: Capabilities["order"]["by"];
};

/** Who comes when, drawn small: a chain of those who act together. */
export function FlowPicture({ people, order, by }: FlowPictureProps) {
  const t = useTranslations("draft");
  if (people.length === 0) return null;
  return (
    <figure className="rounded-md bg-sunken p-3" aria-label={t("flow")}>
      <ol className="flex flex-wrap items-center gap-2 text-xs">
        {toTurns(people, order, by).map((turn) => (
          <li key={turn[0]?.id} className="flex items-center gap-2">
            <ul className="grid gap-1.5">
              {turn.map((person) => (
                <li key={person.id}>
                  <FlowName person={person} position={people.indexOf(person) + 1} />
                </li>
              ))}
            </ul>
            <Arrow />
          </li>
        ))}
        <li className="flex items-center gap-1.5 font-medium">
          <Stamp aria-hidden className="size-4 text-seal" />
          {t("flowEnd")}
        </li>
      </ol>
    </figure>
  );
}

function Arrow() {
  return <ArrowRight aria-hidden className="size-4 shrink-0 text-muted rtl:-scale-x-100" />;
}

function FlowName({ person, position }: { person: FlowPerson; position: number }) {
  const t = useTranslations();
  const name = person.name.trim();
  return (
    <span className="flex items-center gap-1.5 rounded-full border border-hairline bg-surface py-0.5 ps-0.5 pe-2.5">
      {person.role === "viewer" ? (
        <span className="grid size-6 place-items-center rounded-full bg-neutral-soft">
          <Eye aria-hidden className="size-3.5" />
        </span>
      ) : (
        <AvatarInitials name={name || String(position)} className="size-6" />
      )}
      <span className="max-w-32 truncate">
        {name ? <bdi>{name}</bdi> : t("draft.person", { position })}
      </span>
      <span className="text-muted">{t(`recipientRoles.${person.role}`)}</span>
    </span>
  );
}
