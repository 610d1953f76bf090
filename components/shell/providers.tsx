"use client";
import { useLocale } from "next-intl";
import { Direction } from "radix-ui";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";
import { directionOf } from "@/lib/i18n/locales";

/** Menus, tabs and toasts learn the reading direction here; CSS learns it from `<html dir>`. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  // Open dialogs write a style element; `get-nonce` looks here for what the page's policy asks. The
  // policy stays that of the first answer, however often the page is asked for anew.
  if (nonce && typeof window !== "undefined" && !Reflect.has(window, "__webpack_nonce__"))
    Reflect.set(window, "__webpack_nonce__", nonce);
  return (
    <Direction.Provider dir={directionOf(useLocale())}>
      <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
      <Toaster />
    </Direction.Provider>
  );
}
