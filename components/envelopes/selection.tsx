"use client";
import type { ReactNode } from "react";
import { createContext, use, useRef, useState } from "react";
import type { BoundedCount } from "@/lib/envelopes/find-page";
import type { SelectionInput } from "@/lib/envelopes/schema";

type Page = {
  readonly ids: readonly string[];
  /** All that the filter fits, on every page. */
  readonly found: BoundedCount;
  /** The filter as the query string of the list, from its beginning. */
  readonly query: string;
};

type Selecting = {
  /** Of the page that is shown. */
  readonly page: Page;
  readonly count: number;
  readonly isAll: boolean;
  /** On a phone, where check boxes stand only while somebody selects. */
  readonly isOpen: boolean;
  /** What a server action gets; null while nothing is chosen. */
  readonly selection: SelectionInput | null;
  isChosen(id: string): boolean;
  /** @param isRange all from the row that was touched last to this one */
  toggle(id: string, isRange: boolean): void;
  choosePage(isChosen: boolean): void;
  chooseAll(): void;
  open(): void;
  clear(): void;
};

const Context = createContext<Selecting | null>(null);

/** @throws where no `SelectionProvider` stands around */
export function useSelection(): Selecting {
  const selecting = use(Context);
  if (!selecting) throw new Error("Rows are selected only within a SelectionProvider");
  return selecting;
}
/** Undefined in a list whose rows nobody selects. */
export const useSelectionIfAny = (): Selecting | null => use(Context);

/**
 * Which rows of a list are chosen, kept while its pages are turned. Give it another `key` for
 * another filter.
 */
export function SelectionProvider({ page, children }: { page: Page; children: ReactNode }) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setAll] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const last = useRef<string>(undefined);
  const choose = (next: ReadonlySet<string>) => {
    setIds(next);
    setAll(false);
  };
  const put = (some: readonly string[], isChosen: boolean) => {
    // Of all that fit, those on this page stay chosen when one of them is left out.
    const next = new Set(isAll ? page.ids : ids);
    for (const id of some) isChosen ? next.add(id) : next.delete(id);
    choose(next);
  };
  const isChosen = (id: string) => isAll || ids.has(id);
  const selecting: Selecting = {
    page,
    isAll,
    isOpen: isOpen || isAll || ids.size > 0,
    count: isAll ? page.found.count : ids.size,
    selection: isAll ? { filter: page.query } : ids.size > 0 ? { ids: [...ids] } : null,
    isChosen,
    toggle: (id, isRange) => {
      const [from, to] = [page.ids.indexOf(last.current ?? ""), page.ids.indexOf(id)];
      const range =
        isRange && from >= 0 ? page.ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
      put(range, !isChosen(id));
      last.current = id;
    },
    choosePage: (chosen) => put(page.ids, chosen),
    chooseAll: () => setAll(true),
    open: () => setOpen(true),
    clear: () => {
      choose(new Set());
      setOpen(false);
    },
  };
  return <Context value={selecting}>{children}</Context>;
}
