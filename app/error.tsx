"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";

type BrokenPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function BrokenPage({ error, retry }: BrokenPageProps) {
  const t = useTranslations();
  return (
    <div className="mx-auto grid max-w-md content-center justify-items-start gap-4 px-4 py-16">
      <h1 className="text-xl font-semibold">{t("pages.broken.title")}</h1>
      <p className="text-muted">{t("pages.broken.body")}</p>
      {error.digest ? (
        <p className="text-xs text-muted">
          {t("pages.broken.reference", { reference: error.digest })}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          {t("common.tryAgain")}
        </Button>
        {/* Loads the page anew, which mends more than a change of route would. */}
        <a href="/" className={buttonLook()}>
          {t("common.home")}
        </a>
      </div>
    </div>
  );
}
