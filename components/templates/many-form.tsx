"use client";
import { Send } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { AboutRows } from "@/components/recipients/about-rows";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import type { ManyView } from "@/lib/envelopes/load-many";
import { checkMany } from "@/lib/recipients/check-many";
import type { HeaderWords } from "@/lib/recipients/many-columns";
import { columnsOf } from "@/lib/recipients/many-columns";
import { identityParts } from "@/lib/vocabulary/capabilities";
import { FileProblem, ManyInput } from "./many-input";
import { ManyTable } from "./many-table";
import { useManySending } from "./use-many-sending";

/** From a filled table to one envelope for every right row of it. */
export function ManyForm({ view }: { view: ManyView }) {
  const { templateId, name, version, shape, identity, provider } = view;
  const t = useTranslations("many");
  const part = useTranslations("identity");
  const format = useFormatter();
  const [text, setText] = useState("");
  const [about, setAbout] = useState(() => ({
    title: name,
    message: "",
    expiresAt: view.expiresAt as Date | null,
    options: { ...provider.options } as Record<string, unknown>,
  }));
  const { outcomes, progress, send, forget, beginAnew } = useManySending(templateId, version);
  const columns = useMemo(() => {
    const parts = identityParts.map((each) => [each, part(`${each}.label`)] as const);
    const words = { title: t("titleColumn"), parts: Object.fromEntries(parts) };
    return columnsOf(shape, identity, words as HeaderWords);
  }, [shape, identity, t, part]);
  const table = useDeferredValue(text);
  const reading = useMemo(
    () => (table.trim() === "" ? undefined : checkMany(table, columns)),
    [table, columns],
  );
  const rows = reading?.ok ? reading.rows : [];
  const ready = rows.filter(({ problems }) => problems.length === 0);
  const sent = ready.filter(({ line }) => outcomes.get(line)?.ok).length;
  const waiting = ready.length - sent;
  const isSending = progress !== undefined;

  useEffect(() => {
    if (!isSending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isSending]);

  return (
    <div className="grid max-w-4xl gap-8">
      <ManyInput
        columns={columns}
        name={name}
        text={text}
        isLocked={isSending}
        onChange={(next) => {
          setText(next);
          forget();
        }}
      />
      {reading && !reading.ok ? <FileProblem problem={reading.problem} /> : null}
      {reading?.ok ? (
        <>
          <section aria-labelledby="many-checked" className="grid gap-3">
            <h2 id="many-checked" className="text-base font-semibold">
              {t("checked")}
            </h2>
            <p role="status" className="text-sm">
              {t("counts", { ready: ready.length, wrong: rows.length - ready.length })}
            </p>
            {reading.unknown.length > 0 ? (
              <Notice tone="warning">
                {t("unknown", { names: format.list([...reading.unknown]) })}
              </Notice>
            ) : null}
            <ManyTable rows={rows} outcomes={outcomes} />
          </section>
          <fieldset disabled={isSending} className="contents">
            <AboutRows
              draft={about}
              provider={provider}
              onChange={(change) => setAbout({ ...about, ...change })}
            />
          </fieldset>
          <footer className="grid gap-3">
            {progress ? (
              <Progress
                value={progress.done / progress.total}
                label={t("progress", { done: progress.done, total: progress.total })}
              />
            ) : null}
            {sent > 0 && !isSending ? (
              <Notice
                tone={waiting > 0 ? "warning" : "success"}
                title={t("sentTitle", { count: sent })}
                action={
                  <Button
                    onClick={() => {
                      setText("");
                      beginAnew();
                    }}
                  >
                    {t("anew")}
                  </Button>
                }
              >
                {t("sentHelp")}
              </Notice>
            ) : null}
            <span>
              <Button
                variant="primary"
                size="large"
                busy={isSending}
                disabled={waiting === 0 || table !== text}
                onClick={() => void send(ready, { ...about, title: about.title.trim() })}
              >
                <Send aria-hidden className="rtl:-scale-x-100" />
                {t("send", { count: waiting })}
              </Button>
            </span>
          </footer>
        </>
      ) : null}
    </div>
  );
}
