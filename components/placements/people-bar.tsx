"use client";
import { useTranslations } from "next-intl";
import { AssignSelect } from "./assign-select";
import { useEditor, useEditorState } from "./editor-context";
import { PersonChip } from "./person-chip";
import { SelectionButtons } from "./selection-buttons";
import { useSharedValue } from "./shared-value";
import { useBoxWords } from "./use-box-words";

/** On a phone: the people to choose from, or what can be done with the chosen boxes. */
export function PeopleBar() {
  const t = useTranslations("editor");
  const { people, isGathering } = useEditor();
  const isSeveral = useSharedValue(isGathering, (now) => now);
  const isChosen = useEditorState(({ selection }) => selection.length > 0);
  return (
    <section
      aria-label={isChosen ? t("chosenTools") : t("people")}
      className="grid gap-1 border-t border-hairline bg-paper px-3 pt-1.5 pb-2"
    >
      {isChosen ? <ChosenLine /> : <HintLine isSeveral={isSeveral} />}
      {isChosen ? (
        <div className="flex min-h-14 items-center gap-1">
          <AssignSelect look="bare" className="min-w-0 grow" />
          <SelectionButtons />
        </div>
      ) : (
        <div className="relative -mx-3 flex min-h-14 items-center gap-2 overflow-x-auto px-3 *:w-auto *:max-w-60">
          {people
            .filter(({ number }) => number !== null)
            .map((person) => (
              <PersonChip key={person.id} person={person} scrolls="x" />
            ))}
        </div>
      )}
    </section>
  );
}

const line = "truncate text-xs text-muted";

function HintLine({ isSeveral }: { isSeveral: boolean }) {
  const t = useTranslations("editor");
  const { people } = useEditor();
  const activeId = useEditorState(({ activePersonId }) => activePersonId);
  const active = people.find(({ id }) => id === activeId);
  if (isSeveral && !active) return <p className={line}>{t("severalHint")}</p>;
  return (
    <p className={line}>
      {active
        ? t.rich("placingTouch", { name: active.name, bdi: (chunks) => <bdi>{chunks}</bdi> })
        : t("peopleHintTouch")}
    </p>
  );
}

/** Where the chosen box stands, or how many are chosen. */
function ChosenLine() {
  const t = useTranslations("editor");
  const words = useBoxWords();
  const count = useEditorState(({ selection }) => selection.length);
  const box = useEditorState(({ boxes, selection }) => boxes.find(({ id }) => id === selection[0]));
  return (
    <p className={line}>{count === 1 && box ? words.place(box) : t("chosenBoxes", { count })}</p>
  );
}
