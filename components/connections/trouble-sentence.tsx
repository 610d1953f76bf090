import { useTranslations } from "next-intl";
import { troubleCodes } from "@/lib/vocabulary/delivery";

/** What went wrong, in words; a code of a newer version stands as it is. */
export function TroubleSentence({ code }: { code: string }) {
  const t = useTranslations("trouble");
  const known = troubleCodes.find((each) => each === code);
  return known ? t(known) : <bdi>{code}</bdi>;
}
