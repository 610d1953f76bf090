"use client";
import { useTranslations } from "next-intl";
import { BrandMark } from "@/components/shell/brand-mark";

export function SigningFooter() {
  const t = useTranslations();
  return (
    <footer className="mx-auto flex w-full max-w-4xl items-center gap-2 px-4 py-4 text-sm text-muted">
      <BrandMark className="size-5" />
      {t("sign.footer", { brand: t("common.brand") })}
    </footer>
  );
}
