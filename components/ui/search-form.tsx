import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Input } from "./input";

type SearchFormProps = {
  action: string;
  q: string | undefined;
  /** Filters that the search keeps, by name. */
  kept: Readonly<Record<string, string | undefined>>;
  words: string;
  submitWords: string;
  /** Stands behind the button. */
  children?: ReactNode;
};

/** A plain form, so it works before any script has loaded. */
export const SearchForm = ({ action, q, kept, words, submitWords, children }: SearchFormProps) => (
  <search>
    <form action={action} className="flex gap-2">
      {Object.entries(kept).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <div className="relative min-w-0 grow md:max-w-96">
        <Search
          aria-hidden
          className="pointer-events-none absolute start-3 top-3 size-4 text-muted"
        />
        <Input
          key={q}
          type="search"
          name="q"
          defaultValue={q ?? ""}
          aria-label={words}
          placeholder={words}
          className="ps-9"
        />
      </div>
      <Button type="submit">{submitWords}</Button>
      {children}
    </form>
  </search>
);
