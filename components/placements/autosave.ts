import type { ActionResult } from "@/lib/accounts/guarded-action";
import type { AppErrorCode, AppErrorValues } from "@/lib/kernel/errors";

export type SaveState =
  /** `at` is null when nothing was saved since the page was opened. */
  | { readonly kind: "saved"; readonly at: Date | null }
  | { readonly kind: "waiting" }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly code: AppErrorCode; readonly values: AppErrorValues }
  /** No answer came: the network or the server is away. */
  | { readonly kind: "offline" };

type AutosaveOptions<Content> = {
  readonly rev: number;
  readonly save: (content: Content, rev: number) => Promise<ActionResult<{ rev: number }>>;
  readonly delay: number;
};

export type Autosave<Content> = {
  getState(): SaveState;
  subscribe(listener: () => void): () => void;
  /** The newest content; what was waiting before it is dropped. */
  change(content: Content): void;
  /** Saves now what is not saved yet. @returns whether everything is saved */
  flush(): Promise<boolean>;
  isUnsaved(): boolean;
  readonly rev: number;
  /** Starts over from a newer revision and forgets what was not saved. */
  adopt(rev: number): void;
};

/** Saves a moment after the last change; one request at a time, the latest content wins. */
export function createAutosave<Content>({
  rev: firstRev,
  save,
  delay,
}: AutosaveOptions<Content>): Autosave<Content> {
  let rev = firstRev;
  let state: SaveState = { kind: "saved", at: null };
  let waiting: { readonly content: Content } | undefined;
  let running: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const become = (next: SaveState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const run = async (): Promise<void> => {
    while (waiting) {
      const sent = waiting;
      become({ kind: "saving" });
      const answer = await save(sent.content, rev).catch(() => undefined);
      if (answer?.ok) {
        rev = answer.value.rev;
        if (waiting === sent) waiting = undefined;
        become({ kind: "saved", at: new Date() });
      } else {
        become(answer ? { kind: "failed", ...answer.error } : { kind: "offline" });
        return;
      }
    }
  };
  const start = (): Promise<void> => {
    clearTimeout(timer);
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (content) => {
      waiting = { content };
      if (running) return;
      if (state.kind !== "failed" && state.kind !== "offline") become({ kind: "waiting" });
      clearTimeout(timer);
      timer = setTimeout(() => void start(), delay);
    },
    flush: async () => {
      if (waiting) await start();
      return waiting === undefined;
    },
    isUnsaved: () => waiting !== undefined,
    get rev() {
      return rev;
    },
    adopt: (newer) => {
      clearTimeout(timer);
      rev = newer;
      waiting = undefined;
      become({ kind: "saved", at: null });
    },
  };
}
