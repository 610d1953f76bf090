import { useTranslations } from "next-intl";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { bdi } from "./names";
import { StatementWords } from "./statement-words";

/** What people will put their signatures to, where that is data and not the file on the screen. */
export function SignedPart({ view: { signed, provider } }: { view: DraftView }) {
  const t = useTranslations("statement");
  if (!signed) return null;
  return (
    <section aria-labelledby="review-signed" className="grid gap-3">
      <h2 id="review-signed" className="text-base font-semibold">
        {t("heading")}
      </h2>
      <p className="max-w-[72ch] text-sm">
        {t.rich(`kinds.${signed.kind}`, { bdi, provider: provider.name })}
      </p>
      {signed.kind === "statement" ? <StatementWords statement={signed.statement} /> : null}
      {signed.kind === "hash" ? (
        <code dir="ltr" className="text-xs break-all">
          {signed.text}
        </code>
      ) : null}
    </section>
  );
}
