"use client";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Toaster as SonnerToaster } from "sonner";
import { directionOf } from "@/lib/i18n/locales";
import { Spinner } from "./spinner";

export { toast } from "sonner";

/**
 * Where toasts appear, on phones above the bottom navigation. A toast is for what already happened;
 * an error that needs a decision is a `Notice`.
 */
export function Toaster() {
  const t = useTranslations("common");
  const direction = directionOf(useLocale());
  return (
    <SonnerToaster
      dir={direction}
      position={direction === "rtl" ? "bottom-left" : "bottom-right"}
      style={{ fontFamily: "inherit" }}
      mobileOffset={{ bottom: "calc(4.5rem + env(safe-area-inset-bottom))" }}
      containerAriaLabel={t("info")}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-success" />,
        error: <CircleAlert aria-hidden className="size-4 text-error" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
        info: <Info aria-hidden className="size-4 text-tile" />,
        loading: <Spinner className="text-tile" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-md border border-edge bg-surface p-3 text-sm text-ink",
          icon: "mt-[0.2em]",
          description: "text-muted",
          actionButton: "ms-auto shrink-0 font-medium text-tile underline underline-offset-3",
        },
      }}
    />
  );
}
