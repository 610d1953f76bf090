"use client";
import { Check, ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { SignerOptions } from "./assign-select";
import { useEditor } from "./editor-context";
import { useFoundLines } from "./find-lines-context";
import type { LineProposal } from "./find-lines-state";
import { useLineWords } from "./use-line-words";

/**
 * All that is open: accept or dismiss everything, or one by one.
 * @param textless pages on which nothing could be recognised
 */
export function FindLinesList({ textless }: { textless: number }) {
  const t = useTranslations("editor.lines");
  const { store, focusBox, focusPage, currentPage } = useEditor();
  const { open, askedId, accept, dismiss } = useFoundLines();
  const [isListed, setIsListed] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const acceptAll = useRef<HTMLButtonElement>(null);
  const ready = open.filter(({ recipientId }) => recipientId !== undefined);
  const isShown = isListed || askedId !== null;
  useEffect(() => {
    if (askedId === null) return;
    setIsListed(true);
    list.current
      ?.querySelector<HTMLElement>(`[data-line="${CSS.escape(askedId)}"] select`)
      ?.focus();
  }, [askedId]);

  const decide = (proposal: LineProposal, how: "accept" | "dismiss") => {
    const at = open.indexOf(proposal);
    const next = open[at + 1] ?? open[at - 1];
    if (how === "dismiss") dismiss([proposal]);
    else if (accept([proposal]).length === 0) return;
    if (!next) return focusPage(proposal.page);
    // The toolbar of a chosen box would lie on the next place, which may be right under it.
    store.dispatch({ kind: "select", ids: [] });
    list.current
      ?.querySelector<HTMLElement>(`[data-line="${CSS.escape(next.id)}"] [data-decide=${how}]`)
      ?.focus();
  };
  return (
    <>
      <h2 className="text-sm font-semibold">
        {t("found", { count: open.length, pages: new Set(open.map(({ page }) => page)).size })}
      </h2>
      <Button
        variant="quiet"
        size="small"
        className="pointer-coarse:h-11"
        aria-expanded={isShown}
        aria-controls="found-lines"
        onClick={() => setIsListed(!isShown)}
      >
        {t("list")}
        <ChevronDown aria-hidden className={isShown ? "rotate-180" : ""} />
      </Button>
      <span className="ms-auto flex flex-wrap gap-2">
        <Button
          ref={acceptAll}
          size="small"
          variant="primary"
          className="pointer-coarse:h-11"
          disabled={ready.length === 0}
          onClick={() => {
            const [first] = accept(ready);
            if (first) focusBox(first.id);
          }}
        >
          {t("acceptAll", { count: ready.length })}
        </Button>
        <Button
          size="small"
          className="pointer-coarse:h-11"
          onClick={() => {
            dismiss(open);
            focusPage(currentPage.get() + 1);
          }}
        >
          {t("dismissAll")}
        </Button>
      </span>
      {ready.length < open.length ? (
        <AssignAll
          count={open.length - ready.length}
          onDone={() => requestAnimationFrame(() => acceptAll.current?.focus())}
        />
      ) : null}
      {textless > 0 ? (
        <p className="w-full text-xs text-muted">{t("textless", { count: textless })}</p>
      ) : null}
      <ul
        ref={list}
        id="found-lines"
        hidden={!isShown}
        // Whole rows: half a list to choose from looks broken.
        className="grid max-h-[15dvh] w-full gap-x-6 gap-y-1 overflow-y-auto md:max-h-39 md:grid-cols-2 md:pointer-coarse:max-h-47"
      >
        {open.map((proposal) => (
          <Line key={proposal.id} proposal={proposal} onDecide={decide} />
        ))}
      </ul>
    </>
  );
}

/** One answer for all whose person is not known. */
function AssignAll({ count, onDone }: { count: number; onDone: () => void }) {
  const t = useTranslations("editor.lines");
  const id = useId();
  const { people, say } = useEditor();
  const { assignAll } = useFoundLines();
  return (
    <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
      <p>{t("needPerson", { count })}</p>
      <span className="flex items-center gap-2">
        <label htmlFor={id}>{t("allTo")}</label>
        <select
          id={id}
          value=""
          className="h-8 max-w-60 rounded-md border border-edge bg-surface px-2 text-sm text-ink pointer-coarse:h-11"
          onChange={(event) => {
            const recipientId = event.currentTarget.value;
            assignAll(recipientId);
            const name = people.find((person) => person.id === recipientId)?.name ?? "";
            say(t("assigned", { count, name }));
            onDone();
          }}
        >
          <SignerOptions isChosen={false} />
        </select>
      </span>
    </div>
  );
}

type LineProps = {
  proposal: LineProposal;
  onDecide: (proposal: LineProposal, how: "accept" | "dismiss") => void;
};

function Line({ proposal, onDecide }: LineProps) {
  const t = useTranslations("editor.lines");
  const { jumpTo, column } = useEditor();
  const { assign } = useFoundLines();
  const place = useLineWords()(proposal);
  const { id, page, words, recipientId = "" } = proposal;
  const show = () => {
    jumpTo(page - 1);
    requestAnimationFrame(() =>
      column()
        ?.querySelector(`[data-ghost="${CSS.escape(id)}"]`)
        ?.scrollIntoView({ block: "center", inline: "nearest" }),
    );
  };
  return (
    <li data-line={id} className="flex min-w-0 items-center gap-1">
      <button
        type="button"
        title={t("show")}
        className="flex min-h-9 min-w-0 grow basis-0 items-center gap-2 rounded-md px-1 text-start text-sm hover:bg-neutral-soft pointer-coarse:min-h-11"
        onClick={show}
      >
        <span className="shrink-0 text-xs text-muted tabular-nums">{t("page", { page })}</span>
        <bdi className="truncate">{words || t("signatureField")}</bdi>
      </button>
      <select
        aria-label={t("who", { page })}
        value={recipientId}
        className="h-9 w-28 shrink-0 rounded-md border border-edge bg-surface px-2 text-sm md:w-44 pointer-coarse:h-11"
        onChange={(event) => assign(id, event.currentTarget.value)}
      >
        <SignerOptions isChosen={recipientId !== ""} />
      </select>
      <Button
        variant="quiet"
        size="smallIcon"
        className="pointer-coarse:size-11"
        data-decide="accept"
        aria-label={t("acceptNamed", { place })}
        title={t("accept")}
        onClick={() => onDecide(proposal, "accept")}
      >
        <Check aria-hidden />
      </Button>
      <Button
        variant="quiet"
        size="smallIcon"
        className="pointer-coarse:size-11"
        data-decide="dismiss"
        aria-label={t("dismissNamed", { place })}
        title={t("dismiss")}
        onClick={() => onDecide(proposal, "dismiss")}
      >
        <X aria-hidden />
      </Button>
    </li>
  );
}
