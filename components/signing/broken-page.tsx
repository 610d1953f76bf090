"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

type BrokenPageProps = { error: Error & { digest?: string }; retry: () => void };

/** A recipient has no portal to go home to: only a second try. */
export function BrokenPage({ error, retry }: BrokenPageProps) {
  const t = useTranslations();
  return (
    <main className="mx-auto grid max-w-md justify-items-start gap-4 px-4 py-16 text-base">
      <h1 className="text-xl font-semibold">{t("pages.broken.title")}</h1>
      <p>{t("pages.broken.body")}</p>
      {error.digest ? (
        <p className="text-sm text-muted">
          {t("pages.broken.reference", { reference: error.digest })}
        </p>
      ) : null}
      <Button variant="primary" size="large" onClick={retry}>
        {t("common.tryAgain")}
      </Button>
    </main>
  );
}
