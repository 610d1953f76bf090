import { useTranslations } from "next-intl";
import { Textarea } from "@/components/ui/textarea";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { useCallText } from "./use-call-text";

/** What goes to the provider. */
export function ExactRequest({ view }: { view: DraftView }) {
  const t = useTranslations("review");
  const toText = useCallText(view.provider.id);
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
          value={toText(view.preview)}
        />
      </div>
    </details>
  );
}
