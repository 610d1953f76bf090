"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { useRef } from "react";
import { Button } from "./button";
import { cn } from "./class-names";

export const Dialog = RadixDialog.Root;
export const DialogTrigger = RadixDialog.Trigger;
export const DialogClose = RadixDialog.Close;

type DialogContentProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The buttons at the end; the one that matters last. */
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
};

export function DialogContent({
  title,
  description,
  actions,
  className,
  children,
}: DialogContentProps) {
  const t = useTranslations("common");
  const opener = useRef<Element | null>(null);
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className="fixed inset-0 z-40 grid items-end overflow-y-auto bg-scrim sm:place-items-center sm:p-4">
        <RadixDialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          // Radix knows only a `DialogTrigger`; a key or another part of the page may have opened it.
          // What was given the keyboard as it closed keeps it.
          onCloseAutoFocus={(event) => {
            if (document.activeElement !== document.body) return event.preventDefault();
            if (!(opener.current instanceof HTMLElement) || !opener.current.isConnected) return;
            event.preventDefault();
            opener.current.focus();
          }}
          className={cn(
            "relative z-50 grid w-full gap-4 rounded-t-md border border-hairline bg-surface p-5",
            "animate-open sm:max-w-lg sm:rounded-md",
            className,
          )}
        >
          <header className="grid gap-1 pe-10">
            <RadixDialog.Title className="text-lg font-semibold">{title}</RadixDialog.Title>
            {description ? (
              <RadixDialog.Description className="text-sm text-muted">
                {description}
              </RadixDialog.Description>
            ) : null}
          </header>
          {children}
          {actions ? (
            <footer className="flex flex-wrap justify-end gap-2 pt-1">{actions}</footer>
          ) : null}
          <RadixDialog.Close asChild>
            <Button
              variant="quiet"
              size="smallIcon"
              aria-label={t("close")}
              className="absolute end-3 top-4"
            >
              <X aria-hidden />
            </Button>
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Overlay>
    </RadixDialog.Portal>
  );
}
