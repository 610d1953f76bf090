import { useTranslations } from "next-intl";
import { BrandMark } from "@/components/shell/brand-mark";
import { buttonLook } from "@/components/ui/button-look";

export default function NotFound() {
  const t = useTranslations();
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-4 px-4">
      <BrandMark className="size-10" />
      <h1 className="text-xl font-semibold">{t("pages.notFound.title")}</h1>
      <p className="text-muted">{t("pages.notFound.body")}</p>
      {/* Not Next's Link: what stands here is loaded with every page, a recipient's too. */}
      <a href="/" className={buttonLook({ variant: "primary" })}>
        {t("common.home")}
      </a>
    </main>
  );
}
