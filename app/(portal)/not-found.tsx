import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";

/** Inside the frame, so that a person is not lost. */
export default function NotFound() {
  const t = useTranslations();
  return (
    <div className="grid max-w-md justify-items-start gap-4 py-10">
      <h1 className="text-xl font-semibold">{t("pages.notFound.title")}</h1>
      <p className="text-muted">{t("pages.notFound.body")}</p>
      <LinkButton href="/" variant="primary">
        {t("common.home")}
      </LinkButton>
    </div>
  );
}
