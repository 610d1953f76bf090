import { useTranslations } from "next-intl";
import type { TemplateSlot } from "@/lib/vocabulary/template";

/** Which place of the template a person takes, and what the template has them do. */
export function SlotBar({ slot, position }: { slot: TemplateSlot; position: number }) {
  const t = useTranslations("draft");
  const role = useTranslations("recipientRoles");
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
      <bdi className="font-medium">{slot.title || t("person", { position: position + 1 })}</bdi>
      <span className="text-muted">{role(slot.role)}</span>
    </p>
  );
}
