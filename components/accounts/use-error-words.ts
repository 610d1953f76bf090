"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { AppErrorCode, AppErrorValues } from "@/lib/kernel/errors";

/** The sentence of an error that an action answered with. */
export function useErrorWords(): (code: AppErrorCode, values: AppErrorValues) => string {
  const t = useTranslations("errors");
  return useCallback((code, values) => t(code, values), [t]);
}
