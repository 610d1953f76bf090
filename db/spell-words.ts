import "server-only";
import type { SQL } from "drizzle-orm";
import { and, or, sql } from "drizzle-orm";
import type { SearchQuery, SearchTerm } from "@/lib/recipients/search-words";
import { isKeptBeginning, toBeginningWord } from "@/lib/recipients/search-words";
import { dialect } from "./dialect";
import { envelopes } from "./schema/envelopes";

/** Letters, digits, marks and `@` only: nothing in a term can end its quotes. */
const clean = (text: string): string => text.replace(/[^\p{L}\p{N}\p{M}@]/gu, "");

/** As both databases keep it: a beginning is a word too, unless it is too long for that. */
function toKept({ text, isBeginning }: SearchTerm): SearchTerm {
  const word = clean(text);
  const isWord = isBeginning && isKeptBeginning(word);
  return isWord ? { text: toBeginningWord(word), isBeginning: false } : { text: word, isBeginning };
}

const spell = (query: SearchQuery, quote: string, star: string, [or, and]: [string, string]) =>
  query
    .map((terms) => {
      const spelled = terms
        .map(toKept)
        .map(({ text, isBeginning }) => quote + text + quote + (isBeginning ? star : ""));
      return `(${spelled.join(or)})`;
    })
    .join(and);

/** As FTS5 spells a query. */
export const toMatch = (query: SearchQuery): string => spell(query, '"', "*", [" OR ", " AND "]);

/** As PostgreSQL spells a `tsquery`. */
export const toTsquery = (query: SearchQuery): string => spell(query, "'", ":*", [" | ", " & "]);

/** What an envelope is beside its words, as words of the index; nothing that somebody types is one. */
export const factWords = {
  status: (status: string): SearchTerm => fact("s", status),
  owner: (id: string): SearchTerm => fact("o", id),
  connection: (id: string): SearchTerm => fact("c", id),
  team: (id: string | null): SearchTerm => fact("t", id ?? "@none"),
} as const;
const fact = (kind: string, value: string): SearchTerm => ({
  text: `@${kind}${value.replace(/[-_]/g, "")}`,
  isBeginning: false,
});

const hasWord = (text: string): SQL =>
  dialect === "sqlite"
    ? sql`instr(${envelopes.searchText}, ${text}) > 0`
    : sql`strpos(${envelopes.searchText}, ${text}) > 0`;

/**
 * The same, asked of a row that is at hand: for words so frequent that most rows are looked at.
 * @param isFilled whether all rows have the beginnings of their words among them
 */
export const hasWords = (query: SearchQuery, isFilled: boolean): SQL | undefined =>
  and(
    ...query.map((terms) =>
      or(
        ...terms
          .map((term) => (isFilled ? toKept(term) : { ...term, text: clean(term.text) }))
          .map(({ text, isBeginning }) => hasWord(` ${text}${isBeginning ? "" : " "}`)),
      ),
    ),
  );
