import { useTranslations } from "next-intl";
import { z } from "zod";
import { useProviderWords } from "@/components/connections/use-provider-words";
import { Textarea } from "@/components/ui/textarea";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { attemptInserts } from "@/lib/vocabulary/delivery";
import { isolated } from "./names";

/** A `CallMark`. */
const callMark = z.object({
  insert: z.enum(["document_base64", "setting", "milliseconds_until", ...attemptInserts]),
  name: z.string().optional(),
});

/** What goes to the provider; what is put in only when it goes is said in words. */
export function ExactRequest({ view }: { view: DraftView }) {
  const t = useTranslations("review");
  const { settings } = useProviderWords(view.provider.id);
  const markWords = (value: unknown): string | null => {
    const mark = callMark.safeParse(value);
    if (!mark.success) return null;
    const { insert, name = "" } = mark.data;
    return `‹${isolated(t(`marks.${insert}`, { name: settings?.[name] ?? name }))}›`;
  };
  return (
    <details className="rounded-md border border-hairline bg-surface">
      <summary className="flex min-h-11 items-center px-3 text-sm font-medium">
        {t("exact")}
      </summary>
      <div className="grid gap-2 border-t border-hairline p-3">
        <p className="text-xs text-muted">{t("exactHelp", { provider: view.provider.name })}</p>
        <Textarea
          readOnly
          dir="ltr"
          rows={14}
          aria-label={t("exact")}
          className="font-mono text-xs md:text-xs"
          value={JSON.stringify(view.preview, (_, value) => markWords(value) ?? value, 2)}
        />
      </div>
    </details>
  );
}
