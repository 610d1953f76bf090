import { useTranslations } from "next-intl";
import { BrandMark } from "@/components/shell/brand-mark";
import { LinkButton } from "@/components/ui/link-button";

export default function NotFound() {
  const t = useTranslations();
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-4 px-4">
      <BrandMark className="size-10" />
      <h1 className="text-xl font-semibold">{t("pages.notFound.title")}</h1>
      <p className="text-muted">{t("pages.notFound.body")}</p>
      <LinkButton href="/" variant="primary">
        {t("common.home")}
      </LinkButton>
    </main>
  );
}
