import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";

/** What goes through it is practice. */
export function RehearsalChip() {
  const t = useTranslations("rehearsal");
  return (
    <Chip tone="warning" icon={<FlaskConical aria-hidden />}>
      {t("chip")}
    </Chip>
  );
}
