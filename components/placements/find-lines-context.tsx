"use client";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { createContext, use, useMemo, useState } from "react";
import type { PdfPagesHandle } from "@/components/pdf/pdf-pages";
import type { Signer } from "@/lib/placements/match-people";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import type { Box } from "./box";
import { useEditor, useEditorState } from "./editor-context";
import type { EmptyReason, LineProposal, LineSearch } from "./find-lines-state";
import {
  assignProposal,
  assignRemaining,
  emptyReasonOf,
  fittingBoxes,
  isAnyAccepted,
  openProposals,
  toBoxes,
} from "./find-lines-state";
import { useLineSearch } from "./use-line-search";

type FoundLines = {
  readonly search: LineSearch;
  /** Those to decide on, in page order. */
  readonly open: readonly LineProposal[];
  /** Why the search proposes nothing; null while it does, and when all of it is decided. */
  readonly emptyReason: EmptyReason | null;
  /** The proposal whose person is asked for. */
  readonly askedId: string | null;
  readonly start: () => void;
  readonly stop: () => void;
  readonly close: () => void;
  /**
   * One step for all of them, as far as the way of signing allows it; it says why where it does not.
   * @returns the boxes that were placed; where nobody is known to sign, asks for a person
   */
  readonly accept: (proposals: readonly LineProposal[]) => readonly Box[];
  readonly dismiss: (proposals: readonly LineProposal[]) => void;
  readonly assign: (id: string, recipientId: string) => void;
  /** Gives all that are nobody's to one person. */
  readonly assignAll: (recipientId: string) => void;
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
  const { search, setSearch, start, stop } = useLineSearch(viewer, pages, signers, (findings) => {
    const left = openProposals({ status: "found", ...findings }, store.getState().boxes);
    const onPages = new Set(left.map(({ page }) => page));
    say(
      left.length === 0
        ? t(`empty.${emptyReasonOf(findings)}`)
        : t("found", { count: left.length, pages: onPages.size }),
    );
    const [first] = left;
    if (first && !onPages.has(currentPage.get() + 1)) jumpTo(first.page - 1);
  });
  const open = useMemo(() => openProposals(search, boxes), [search, boxes]);
  const isEmpty = search.status === "found" && open.length === 0 && !isAnyAccepted(search, boxes);
  const emptyReason = isEmpty ? emptyReasonOf(search) : null;
  const found = useMemo<FoundLines>(() => {
    const keep = (change: (proposals: readonly LineProposal[]) => readonly LineProposal[]) =>
      setSearch((now) =>
        now.status === "found" ? { ...now, proposals: change(now.proposals) } : now,
      );
    return {
      search,
      open,
      emptyReason,
      askedId,
      start: () => {
        say(t("reading", { page: 1, total: pages.length }));
        void start();
      },
      stop,
      close: () => setSearch({ status: "idle" }),
      accept: (proposals) => {
        const meant = proposals.map((one) => {
          return { ...one, recipientId: one.recipientId ?? activeId ?? undefined };
        });
        const wanted = toBoxes(meant);
        if (wanted.length === 0) {
          setAskedId(proposals[0]?.id ?? null);
          say(t("chooseFirst"));
          return [];
        }
        const added = fittingBoxes(meant, (some) => store.mayTake({ kind: "add", boxes: some }));
        if (added.length > 0) {
          store.dispatch({ kind: "add", boxes: added });
          say(t("accepted", { count: added.length }));
        }
        const refused = wanted.filter(({ id }) => !added.some((box) => box.id === id));
        // It is not taken, and the provider's rail says why.
        if (refused.length > 0) store.dispatch({ kind: "add", boxes: refused });
        return added;
      },
      dismiss: (proposals) => {
        const isLeft = open.some((one) => !proposals.includes(one));
        if (isLeft) keep((all) => all.filter((one) => !proposals.includes(one)));
        else setSearch({ status: "idle" });
        say(t("dismissed", { count: proposals.length }));
      },
      assign: (id, recipientId) => {
        setAskedId(null);
        keep((all) => assignProposal(all, id, recipientId));
      },
      assignAll: (recipientId) => {
        setAskedId(null);
        keep((all) => assignRemaining(all, recipientId));
      },
    };
  }, [search, open, emptyReason, askedId, activeId, start, stop, setSearch, store, pages, say, t]);
  return <Context value={found}>{children}</Context>;
}
