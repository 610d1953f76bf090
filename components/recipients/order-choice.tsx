"use client";
import { useTranslations } from "next-intl";
import { RadioChoice, RadioGroup } from "@/components/ui/radio-group";
import type { SigningOrder } from "@/lib/vocabulary/envelope";
import { signingOrders } from "@/lib/vocabulary/envelope";

type OrderChoiceProps = {
  kinds: readonly SigningOrder[];
  order: SigningOrder;
  onChange: (order: SigningOrder) => void;
};

export function OrderChoice({ kinds, order, onChange }: OrderChoiceProps) {
  const t = useTranslations("draft");
  return (
    <RadioGroup
      aria-labelledby="draft-order"
      value={order}
      className="sm:grid-cols-2"
      onValueChange={(value) => {
        const chosen = signingOrders.find((kind) => kind === value);
        if (chosen) onChange(chosen);
      }}
    >
      {kinds.map((kind) => (
        <RadioChoice key={kind} value={kind} label={t(kind)} help={t(`${kind}Help`)} />
      ))}
    </RadioGroup>
  );
}
