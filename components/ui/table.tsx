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

/**
 * For tables of many numbers: on a phone each row is its name, and below it each number behind its
 * heading, the cell's `data-name`, which screen readers have from the head already.
 */
export const stackedLook = {
  table: "max-md:block [&>tbody]:max-md:block",
  /** Stays, so that it can be sorted by. */
  head: [
    "max-md:block [&>tr]:max-md:flex [&>tr]:max-md:h-auto [&>tr]:max-md:flex-wrap",
    "[&>tr]:max-md:px-1.5 [&>tr]:max-md:py-1 [&_th]:max-md:px-1.5",
  ].join(" "),
  row: "max-md:grid max-md:h-auto max-md:grid-cols-2 max-md:gap-x-4 max-md:px-3 max-md:py-2",
  name: "max-md:col-span-2 max-md:px-0",
  number: [
    "max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-x-1 max-md:px-0 max-md:py-0.5",
    "max-md:before:text-start max-md:before:text-xs max-md:before:whitespace-normal",
    "max-md:before:text-muted max-md:before:content-[attr(data-name)/'']",
  ].join(" "),
} as const;

/** On the row's main link: the whole row becomes its target. */
export const rowLinkLook =
  "text-ink no-underline after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-tile focus-visible:outline-none";
