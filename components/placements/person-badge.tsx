import { useFormatter } from "next-intl";
import { initialsOf } from "@/lib/recipients/initials";
import type { EditorPerson } from "./editor-context";

/** Number and initials on the person's ink; a mark beside or inside something that is named. */
export function PersonBadge({ person }: { person: EditorPerson }) {
  const format = useFormatter();
  return (
    <span
      aria-hidden
      className="inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1 text-xs leading-none font-semibold text-[#fff] tabular-nums"
      style={{ background: person.tone }}
    >
      {person.number === null ? null : <span>{format.number(person.number)}</span>}
      <bdi>{initialsOf(person.name)}</bdi>
    </span>
  );
}
