"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import { useEditor, useEditorState } from "./editor-context";

const longestName = 28;

/**
 * Whose the chosen boxes are. The browser's own list: a thumb and a keyboard both know it.
 * @param look `bare` hides the label from the eye, where there is no room for it
 */
export function AssignSelect({ look, className }: { look?: "bare"; className?: string }) {
  const t = useTranslations("editor");
  const { people, store } = useEditor();
  const id = useId();
  const signers = people.filter(({ number }) => number !== null);
  const owner = useEditorState(({ boxes, selection }) => {
    const owners = new Set(
      boxes.filter((box) => selection.includes(box.id)).map(({ recipientId }) => recipientId),
    );
    return owners.size === 1 ? [...owners][0] : undefined;
  });
  const isSigner = signers.some((person) => person.id === owner);
  return (
    <div className={cn("grid gap-1", className)}>
      <label htmlFor={id} className={look === "bare" ? "sr-only" : "text-xs text-muted"}>
        {t("signsHere")}
      </label>
      <select
        id={id}
        value={isSigner ? owner : ""}
        className="h-9 w-full rounded-md border border-edge bg-surface px-2 text-sm pointer-coarse:h-11"
        onChange={(event) =>
          store.dispatch({ kind: "assign", recipientId: event.currentTarget.value })
        }
      >
        <SignerOptions isChosen={isSigner} />
      </select>
    </div>
  );
}

/** All who sign, in a list of the browser; before them what it asks for while nobody is chosen. */
export function SignerOptions({ isChosen }: { isChosen: boolean }) {
  const t = useTranslations("editor");
  const { people } = useEditor();
  return (
    <>
      {isChosen ? null : (
        <option value="" disabled>
          {t("chooseSigner")}
        </option>
      )}
      {people
        .filter(({ number }) => number !== null)
        .map(({ id, number, name }) => (
          <option key={id} value={id}>
            {t("numberedName", { number: number ?? 0, name: shortened(name) })}
          </option>
        ))}
    </>
  );
}

/** The browser cuts a long name of the other direction where it begins. */
const shortened = (name: string): string =>
  name.length > longestName ? `${name.slice(0, longestName - 1).trimEnd()}…` : name;
