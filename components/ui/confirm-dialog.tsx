"use client";
import { useTranslations } from "next-intl";
import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";
import { useState, useTransition } from "react";
import { Button } from "./button";

type ConfirmDialogProps = {
  /** The button that opens the question. */
  trigger: ReactNode;
  title: ReactNode;
  /** Says what will happen, in full. */
  description: ReactNode;
  /** The verb, as on the button that opened it. */
  confirm: ReactNode;
  tone?: "primary" | "danger";
  onConfirm: () => Promise<void> | void;
};

/** Stays open and busy until `onConfirm` is done, then closes. */
export function ConfirmDialog({
  trigger,
  title,
  description,
  confirm,
  tone = "danger",
  onConfirm,
}: ConfirmDialogProps) {
  const t = useTranslations("common");
  const [open, setOpen] = useState(false);
  const [busy, startTransition] = useTransition();
  const carryOut = () =>
    startTransition(async () => {
      await onConfirm();
      setOpen(false);
    });
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => busy || setOpen(next)}>
      <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 grid items-end overflow-y-auto bg-scrim sm:place-items-center sm:p-4">
          <AlertDialog.Content className="z-50 grid w-full animate-open gap-4 rounded-t-md border border-hairline bg-surface p-5 sm:max-w-md sm:rounded-md">
            <div className="grid gap-1">
              <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
              <AlertDialog.Description className="text-sm text-muted">
                {description}
              </AlertDialog.Description>
            </div>
            <div className="flex flex-wrap justify-end gap-2">
              <AlertDialog.Cancel asChild>
                <Button disabled={busy}>{t("cancel")}</Button>
              </AlertDialog.Cancel>
              <Button variant={tone} busy={busy} onClick={carryOut}>
                {confirm}
              </Button>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Overlay>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
