import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReturnOutcome } from "@/lib/envelopes/return-link";

/** For a browser in which nobody pressed the button that leads to the provider. */
export function ReturnNameless({ outcome }: { outcome: ReturnOutcome }) {
  const t = useTranslations("sign.returned");
  return (
    <main className="mx-auto grid w-full max-w-2xl grow content-start gap-5 px-4 pt-5 pb-8">
      <section className="grid gap-3 rounded-md border border-hairline bg-surface p-4 sm:p-6">
        <Hourglass aria-hidden className="size-8 text-tile" />
        <h2 className="text-lg font-semibold">{t(`nameless.${outcome}`)}</h2>
        <p>{t("nameless.body")}</p>
      </section>
    </main>
  );
}
