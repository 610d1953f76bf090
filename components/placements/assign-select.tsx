"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useEditor } from "./editor-context";
import type { Box } from "./editor-state";

/** The browser's own list: a thumb and a keyboard both know it. */
export function AssignSelect({ box }: { box: Box }) {
  const t = useTranslations("editor");
  const { people, store } = useEditor();
  const id = useId();
  const isSigner = people.some(
    ({ id: person, number }) => person === box.recipientId && number !== null,
  );
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-xs text-muted">
        {t("signsHere")}
      </label>
      <select
        id={id}
        value={isSigner ? box.recipientId : ""}
        className="h-10 w-full rounded-md border border-edge bg-surface px-2 text-sm pointer-coarse:h-11"
        onChange={(event) =>
          store.dispatch({ kind: "assign", recipientId: event.currentTarget.value })
        }
      >
        {isSigner ? null : (
          <option value="" disabled>
            {t("chooseSigner")}
          </option>
        )}
        {people
          .filter(({ number }) => number !== null)
          .map((person) => (
            <option key={person.id} value={person.id}>
              {t("numberedName", { number: person.number ?? 0, name: person.name })}
            </option>
          ))}
      </select>
    </div>
  );
}
