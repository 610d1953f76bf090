"use client";
import { useTranslations } from "next-intl";
import { useEditor, useEditorState } from "./editor-context";
import { PersonChip } from "./person-chip";

/** Those who get boxes, and what to do with them. */
export function PeoplePanel() {
  const t = useTranslations("editor");
  const { people } = useEditor();
  const activeId = useEditorState(({ activePersonId }) => activePersonId);
  const active = people.find(({ id }) => id === activeId);
  return (
    <section aria-labelledby="editor-people" className="grid gap-2">
      <h2 id="editor-people" className="text-sm font-semibold">
        {t("people")}
      </h2>
      <p className="text-xs text-muted">
        {active
          ? t.rich("placing", { name: active.name, bdi: (chunks) => <bdi>{chunks}</bdi> })
          : t("peopleHint")}
      </p>
      <div className="grid gap-1.5">
        {people
          .filter(({ number }) => number !== null)
          .map((person) => (
            <PersonChip key={person.id} person={person} scrolls="y" />
          ))}
      </div>
    </section>
  );
}
