"use client";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { AssignSelect } from "./assign-select";
import { useEditor, useEditorState } from "./editor-context";
import { PersonChip } from "./person-chip";

/** On a phone: the people to choose from, or what can be done with the chosen box. */
export function PeopleBar() {
  const t = useTranslations("editor");
  const { people, store } = useEditor();
  const selectedId = useEditorState(({ selection }) => selection[0]);
  const selected = useEditorState(({ boxes }) => boxes.find(({ id }) => id === selectedId));
  const activeId = useEditorState(({ activePersonId }) => activePersonId);
  const active = people.find(({ id }) => id === activeId);
  return (
    <section
      aria-label={t("people")}
      className="grid gap-1.5 border-t border-hairline bg-paper px-3 py-2"
    >
      {selected ? (
        <div className="flex items-end gap-2">
          <div className="min-w-0 grow">
            <AssignSelect box={selected} />
          </div>
          <Button
            className="h-11"
            onClick={() => store.dispatch({ kind: "delete" })}
            aria-label={t("delete")}
          >
            <Trash2 aria-hidden />
            {t("deleteShort")}
          </Button>
        </div>
      ) : (
        <>
          <p className="text-xs text-muted">
            {active
              ? t.rich("placingTouch", { name: active.name, bdi: (chunks) => <bdi>{chunks}</bdi> })
              : t("peopleHintTouch")}
          </p>
          <div className="-mx-3 flex gap-2 overflow-x-auto px-3 pb-1 *:w-auto">
            {people
              .filter(({ number }) => number !== null)
              .map((person) => (
                <PersonChip key={person.id} person={person} />
              ))}
          </div>
        </>
      )}
    </section>
  );
}
