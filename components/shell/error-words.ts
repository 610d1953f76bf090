"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { AppErrorCode, AppErrorValues } from "@/lib/kernel/errors";

export type RefusedAction = { readonly code: AppErrorCode; readonly values: AppErrorValues };

/** The sentence for an error that came back from a server action or route. */
export function useErrorWords(): (error: RefusedAction) => string {
  const t = useTranslations("errors");
  return useCallback(({ code, values }) => t(code, { ...values }), [t]);
}
