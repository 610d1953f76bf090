import { useTranslations } from "next-intl";
import { z } from "zod";
import { useProviderWords } from "@/components/connections/use-provider-words";
import { attemptInserts } from "@/lib/vocabulary/delivery";
import { isolated } from "./names";

/** A `CallMark`. */
const callMark = z.object({
  insert: z.enum(["document_base64", "setting", "milliseconds_until", ...attemptInserts]),
  name: z.string().optional(),
});

/** A call's body as text to read; what is put in only when it goes is said in words. */
export function useCallText(providerId: string): (body: unknown) => string {
  const t = useTranslations("request");
  const { settings } = useProviderWords(providerId);
  const markWords = (value: unknown): string | null => {
    const mark = callMark.safeParse(value);
    if (!mark.success) return null;
    const { insert, name = "" } = mark.data;
    return `‹${isolated(t(`marks.${insert}`, { name: settings?.[name] ?? name }))}›`;
  };
  return (body) => JSON.stringify(body, (_, value) => markWords(value) ?? value, 2);
}
