import { initialsOf } from "@/lib/recipients/initials";
import { cn } from "./class-names";

/** A mark beside a name, so it is silent. */
export function AvatarInitials({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid size-8 shrink-0 place-items-center rounded-full bg-tile-soft text-xs font-semibold text-on-tile-soft",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
