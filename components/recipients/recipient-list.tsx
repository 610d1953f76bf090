"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DraftView } from "@/lib/envelopes/load-draft";
import type { Draft, DraftEvent, DraftPerson } from "./draft-state";
import { RecipientCard } from "./recipient-card";

type RecipientListProps = {
  view: DraftView;
  people: readonly DraftPerson[];
  /** Those of the provider that count for this envelope. */
  options: Draft["options"];
  onChange: (event: DraftEvent, how?: "typing" | "settled") => void;
};

/** Everybody in order; moved by buttons, or dragged by the handle with a mouse. */
export function RecipientList({ view, people, options, onChange }: RecipientListProps) {
  const t = useTranslations("draft");
  const [dragged, setDragged] = useState<string>();
  const [spoken, setSpoken] = useState("");
  const slotOf = ({ id }: DraftPerson) => {
    const known = view.recipients.find((one) => one.id === id);
    return view.template?.shape.slots.find((slot) => slot.id === known?.slotId);
  };
  const move = (person: DraftPerson, to: number) => {
    onChange({ type: "moved", id: person.id, to });
    const name = person.name || t("person", { position: people.indexOf(person) + 1 });
    setSpoken(t("moved", { name, position: to + 1 }));
  };
  if (people.length === 0) return <p className="text-sm text-muted">{t("peopleEmpty")}</p>;
  return (
    <>
      <ol className="grid gap-3">
        {people.map((person, position) => (
          <RecipientCard
            key={person.id}
            person={person}
            position={position}
            count={people.length}
            providerId={view.provider.id}
            providerName={view.provider.name}
            capabilities={view.provider.capabilities}
            options={options}
            isMailConfigured={view.isMailConfigured}
            hasBoxes={view.placements.some(({ recipientId }) => recipientId === person.id)}
            slot={slotOf(person)}
            onChange={(change, how) => onChange({ type: "changed", id: person.id, change }, how)}
            onMove={(to) => move(person, to)}
            onRemove={() => onChange({ type: "removed", id: person.id })}
            onDragStart={() => setDragged(person.id)}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => {
              if (dragged === undefined) return;
              event.preventDefault();
              if (dragged !== person.id) onChange({ type: "moved", id: dragged, to: position });
            }}
          />
        ))}
      </ol>
      <p aria-live="polite" className="sr-only">
        {spoken}
      </p>
    </>
  );
}
