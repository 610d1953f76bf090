"use client";
import { useTranslations } from "next-intl";
import { AssignSelect } from "./assign-select";
import { useEditor, useEditorState } from "./editor-context";
import { PersonChip } from "./person-chip";
import { SelectionButtons } from "./selection-buttons";

/** On a phone: the people to choose from, or what can be done with the chosen box. */
export function PeopleBar() {
  const t = useTranslations("editor");
  const { people } = useEditor();
  const count = useEditorState(({ selection }) => selection.length);
  const activeId = useEditorState(({ activePersonId }) => activePersonId);
  const active = people.find(({ id }) => id === activeId);
  return (
    <section
      aria-label={t("people")}
      className="grid gap-1.5 border-t border-hairline bg-paper px-3 py-2"
    >
      {count > 0 ? (
        <div className="flex items-end gap-1">
          <AssignSelect className="min-w-0 grow" />
          <SelectionButtons />
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
