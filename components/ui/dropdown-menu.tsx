"use client";
import { Check } from "lucide-react";
import { DropdownMenu as RadixMenu } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const DropdownMenuTrigger = RadixMenu.Trigger;
export const DropdownMenuRadioGroup = RadixMenu.RadioGroup;

/** Not modal: a menu hides nothing from a screen reader and does not stop the page from scrolling. */
export function DropdownMenu(props: ComponentProps<typeof RadixMenu.Root>) {
  return <RadixMenu.Root modal={false} {...props} />;
}

const itemLook = [
  "flex h-10 items-center gap-2.5 rounded-sm px-2.5 text-sm text-ink outline-none select-none",
  "data-highlighted:bg-tile-soft data-highlighted:text-on-tile-soft data-disabled:opacity-60",
  "[&_svg]:size-4 [&_svg]:shrink-0",
].join(" ");

export function DropdownMenuContent({
  className,
  sideOffset = 6,
  align = "end",
  ...rest
}: ComponentProps<typeof RadixMenu.Content>) {
  return (
    <RadixMenu.Portal>
      <RadixMenu.Content
        sideOffset={sideOffset}
        align={align}
        collisionPadding={8}
        className={cn(
          "z-50 min-w-48 animate-open rounded-md border border-edge bg-surface p-1",
          className,
        )}
        {...rest}
      />
    </RadixMenu.Portal>
  );
}

export function DropdownMenuItem({
  tone = "plain",
  className,
  ...rest
}: ComponentProps<typeof RadixMenu.Item> & { tone?: "plain" | "danger" }) {
  return (
    <RadixMenu.Item
      className={cn(
        itemLook,
        tone === "danger" &&
          "text-error data-highlighted:bg-error-soft data-highlighted:text-on-error-soft",
        className,
      )}
      {...rest}
    />
  );
}

export function DropdownMenuChoice({
  className,
  children,
  ...rest
}: ComponentProps<typeof RadixMenu.RadioItem>) {
  return (
    <RadixMenu.RadioItem className={cn(itemLook, className)} {...rest}>
      <span className="grid size-4 place-items-center">
        <RadixMenu.ItemIndicator>
          <Check aria-hidden />
        </RadixMenu.ItemIndicator>
      </span>
      {children}
    </RadixMenu.RadioItem>
  );
}

/** One of several that may hold; the menu stays open for the next. */
export function DropdownMenuCheck({
  className,
  children,
  ...rest
}: ComponentProps<typeof RadixMenu.CheckboxItem>) {
  return (
    <RadixMenu.CheckboxItem
      className={cn(itemLook, className)}
      onSelect={(event) => event.preventDefault()}
      {...rest}
    >
      <span className="grid size-4 place-items-center">
        <RadixMenu.ItemIndicator>
          <Check aria-hidden />
        </RadixMenu.ItemIndicator>
      </span>
      {children}
    </RadixMenu.CheckboxItem>
  );
}

export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof RadixMenu.Label>) {
  return <RadixMenu.Label className={cn("px-2.5 py-2 text-xs text-muted", className)} {...rest} />;
}

export function DropdownMenuSeparator() {
  return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-hairline" />;
}
