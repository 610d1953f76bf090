import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** Scrolls sideways inside its own frame, never the page. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return (
    <div className="relative overflow-x-auto rounded-md border border-hairline bg-surface">
      <table className={cn("w-full border-collapse text-sm", className)} {...rest} />
    </div>
  );
}

export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return <thead className={cn("bg-sunken text-xs text-muted", className)} {...rest} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      className={cn(
        "group relative h-10 border-b border-hairline last:border-b-0",
        "[tbody_&]:hover:bg-neutral-soft [tbody_&]:has-focus-visible:bg-neutral-soft",
        "aria-selected:bg-tile-soft",
        className,
      )}
      {...rest}
    />
  );
}

export function TableHeading({ className, scope = "col", ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope={scope}
      className={cn("px-3 py-1 text-start font-medium whitespace-nowrap", className)}
      {...rest}
    />
  );
}

export function TableCell({ className, ...rest }: ComponentProps<"td">) {
  return <td className={cn("px-3 py-1", className)} {...rest} />;
}

/** On the row's main link: the whole row becomes its target. */
export const rowLinkLook =
  "text-ink no-underline after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-tile focus-visible:outline-none";
