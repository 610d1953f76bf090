"use client";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { createContext, use, useMemo, useState } from "react";
import type { PdfPagesHandle } from "@/components/pdf/pdf-pages";
import type { Signer } from "@/lib/placements/match-people";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import { useEditor, useEditorState } from "./editor-context";
import type { LineProposal, LineSearch } from "./find-lines-state";
import { assignProposal, openProposals, toBoxes } from "./find-lines-state";
import { useLineSearch } from "./use-line-search";

type FoundLines = {
  readonly search: LineSearch;
  /** Those to decide on, in page order. */
  readonly open: readonly LineProposal[];
  /** The proposal whose person is asked for. */
  readonly askedId: string | null;
  readonly start: () => void;
  readonly stop: () => void;
  readonly close: () => void;
  /** One step for all of them. @returns whether boxes were placed; asks for a person otherwise */
  readonly accept: (proposals: readonly LineProposal[]) => boolean;
  readonly dismiss: (proposals: readonly LineProposal[]) => void;
  readonly assign: (id: string, recipientId: string) => void;
};

const Context = createContext<FoundLines | null>(null);

export function useFoundLines(): FoundLines {
  const found = use(Context);
  if (!found) throw new Error("Proposals stand outside of the editor");
  return found;
}

type FindLinesProviderProps = {
  viewer: RefObject<PdfPagesHandle | null>;
  recipients: readonly (Signer & { readonly role: RecipientRole })[];
  children: ReactNode;
};

/** Holds what the search for signature lines found, for the pages and the list beside them. */
export function FindLinesProvider({ viewer, recipients, children }: FindLinesProviderProps) {
  const t = useTranslations("editor.lines");
  const { store, pages, currentPage, jumpTo, say } = useEditor();
  const boxes = useEditorState((state) => state.boxes);
  const activeId = useEditorState((state) => state.activePersonId);
  const [askedId, setAskedId] = useState<string | null>(null);
  const signers = useMemo(() => recipients.filter(({ role }) => role === "signer"), [recipients]);
  const { search, setSearch, start, stop } = useLineSearch(viewer, pages, signers, (proposals) => {
    const left = openProposals({ status: "found", proposals }, store.getState().boxes);
    const onPages = new Set(left.map(({ page }) => page));
    say(left.length === 0 ? t("none") : t("found", { count: left.length, pages: onPages.size }));
    const [first] = left;
    if (first && !onPages.has(currentPage.get() + 1)) jumpTo(first.page - 1);
  });
  const open = useMemo(() => openProposals(search, boxes), [search, boxes]);
  const found = useMemo<FoundLines>(() => {
    const keep = (change: (proposals: readonly LineProposal[]) => readonly LineProposal[]) =>
      setSearch((now) =>
        now.status === "found" ? { ...now, proposals: change(now.proposals) } : now,
      );
    return {
      search,
      open,
      askedId,
      start: () => void start(),
      stop,
      close: () => setSearch({ status: "idle" }),
      accept: (proposals) => {
        const added = toBoxes(
          proposals.map((one) => ({
            ...one,
            recipientId: one.recipientId ?? activeId ?? undefined,
          })),
        );
        const [first] = added;
        if (!first) {
          setAskedId(proposals[0]?.id ?? null);
          say(t("chooseFirst"));
          return false;
        }
        store.dispatch({ kind: "add", boxes: added });
        const isTaken = store.getState().boxes.some(({ id }) => id === first.id);
        if (isTaken) say(t("accepted", { count: added.length }));
        return isTaken;
      },
      dismiss: (proposals) => {
        keep((all) => all.filter(({ id }) => !proposals.some((one) => one.id === id)));
        say(t("dismissed", { count: proposals.length }));
      },
      assign: (id, recipientId) => {
        setAskedId(null);
        keep((all) => assignProposal(all, id, recipientId));
      },
    };
  }, [search, open, askedId, activeId, start, stop, setSearch, store, say, t]);
  return <Context value={found}>{children}</Context>;
}
