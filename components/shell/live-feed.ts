import type { Word } from "./heard-changes";
import { HeardChanges } from "./heard-changes";

/** Among tabs; `from` is where the teller stood before, so that who stood further back sees the gap. */
type Told = Word & { readonly from: number };
type Question = { readonly hello: true };

const stream = "/api/events";
const missed = "/api/events/missed";
/** Milliseconds until a stream that says nothing at all is held for one that a proxy keeps back. */
const firstWordWithin = 8_000;
const nextWordWithin = 45_000;
/** A restart takes less. */
const awayWithin = 8_000;
const pollSoon = 1_000;
const pollLater = 5_000;
const soonFor = 30_000;
const longestPause = 30_000;
const lookEvery = 5_000;
/** An unmounted screen is often followed by the next one. */
const lingerFor = 3_000;

/**
 * What changed in the office, for all tabs of a browser by one stream: HTTP/1.1 opens six connections
 * to one host. The tab that holds the lock listens and tells the others; when it is closed or hidden,
 * another one takes over from where it stands. Where a browser has no locks (plain http in a LAN),
 * every visible tab listens for itself.
 */
export class LiveFeed {
  private readonly listeners = new Set<() => void>();
  private readonly heard: HeardChanges;
  private lastWord = Date.now();
  private failures = 0;
  private failedSince = 0;
  private isLeading = false;
  private isOver = false;
  /** The last question was answered by nobody. */
  private isAway = false;
  private source: EventSource | undefined;
  private channel: BroadcastChannel | undefined;
  private waiting: AbortController | undefined;
  private giveUpLead: (() => void) | undefined;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly name: string,
    position: number,
  ) {
    this.heard = new HeardChanges(position);
  }

  /** @param onWord called when something was heard, and every few seconds */
  join(onWord: () => void): () => void {
    this.listeners.add(onWord);
    if (this.listeners.size === 1 && !this.clear("linger")) this.start();
    return () => {
      this.listeners.delete(onWord);
      if (this.listeners.size === 0) this.later("linger", lingerFor, this.stop);
    };
  }

  /** Whether a page that was made at `since` may show something that is not so any more. */
  hasNews(since: number, envelopeId?: string): boolean {
    return this.heard.hasNews(since, envelopeId);
  }

  /** Whether nothing has been heard for so long that somebody should know; sooner where nobody answers. */
  isSilent(): boolean {
    const patience = this.isAway ? awayWithin : nextWordWithin;
    return !this.isOver && !isHidden() && Date.now() - this.lastWord > patience;
  }

  private start(): void {
    if (typeof BroadcastChannel === "function") {
      this.channel = new BroadcastChannel(this.name);
      this.channel.onmessage = ({ data }: MessageEvent<Told | Question>) => {
        if (!("hello" in data)) this.hear(data, data.from);
        else if (this.isLeading) this.tell({ sequence: this.position, envelopeIds: [] });
      };
    }
    document.addEventListener("visibilitychange", this.followVisibility);
    window.addEventListener("online", this.connect);
    this.tick();
    this.followVisibility();
  }

  private readonly stop = (): void => {
    document.removeEventListener("visibilitychange", this.followVisibility);
    window.removeEventListener("online", this.connect);
    this.rest();
    this.clear("tick");
    this.channel?.close();
    this.channel = undefined;
  };

  private readonly tick = (): void => {
    for (const listener of this.listeners) listener();
    this.later("tick", lookEvery, this.tick);
  };

  /** Forgotten tabs cost nobody anything; what they missed they ask for when they are looked at. */
  private readonly followVisibility = (): void => {
    if (isHidden()) {
      this.rest();
      return;
    }
    this.lastWord = Date.now();
    this.channel?.postMessage({ hello: true } satisfies Question);
    for (const listener of this.listeners) listener();
    this.askForLead();
  };

  private askForLead(): void {
    if (this.isLeading || this.waiting || this.isOver) return;
    if (!this.channel || !navigator.locks) {
      this.lead();
      return;
    }
    this.waiting = new AbortController();
    navigator.locks
      .request(this.name, { signal: this.waiting.signal }, () => {
        this.waiting = undefined;
        if (isHidden() || !this.channel) return;
        return new Promise<void>((resolve) => {
          this.giveUpLead = resolve;
          this.lead();
        });
      })
      // Nobody waits for it any more.
      .catch(() => undefined);
  }

  private lead(): void {
    this.isLeading = true;
    this.failures = 0;
    this.connect();
  }

  private rest(): void {
    this.isLeading = false;
    this.waiting?.abort();
    this.waiting = undefined;
    this.source?.close();
    this.source = undefined;
    for (const name of ["watch", "poll", "connect"]) this.clear(name);
    this.giveUpLead?.();
    this.giveUpLead = undefined;
  }

  private readonly connect = (): void => {
    if (!this.isLeading) return;
    this.clear("connect");
    this.source?.close();
    const source = new EventSource(`${stream}?after=${this.position}`);
    this.source = source;
    const onWord = (word: Word) => {
      if (source !== this.source) return;
      this.failures = 0;
      this.clear("poll");
      this.watch(nextWordWithin);
      this.announce(word);
    };
    source.onmessage = ({ data, lastEventId }: MessageEvent<string>) =>
      onWord({ ...JSON.parse(data), sequence: Number(lastEventId) });
    source.addEventListener("beat", ({ data }: MessageEvent<string>) =>
      onWord({ sequence: Number(data), envelopeIds: [] }),
    );
    source.onerror = () => {
      if (source === this.source) this.fail();
    };
    this.watch(firstWordWithin);
  };

  private watch(within: number): void {
    this.later("watch", within, () => this.fail());
  }

  /** Asks from time to time until a stream holds again. */
  private fail(): void {
    this.source?.close();
    this.source = undefined;
    this.clear("watch");
    if (this.failures === 0) this.failedSince = Date.now();
    const pause = Math.min(longestPause, 1_000 * 2 ** this.failures++);
    // Not all browsers of an office at once.
    this.later("connect", pause * (0.75 + Math.random() / 2), this.connect);
    if (!this.timers.has("poll")) this.later("poll", pollSoon, this.poll);
  }

  private readonly poll = async (): Promise<void> => {
    const answer = await fetch(`${missed}?after=${this.position}`, { cache: "no-store" }).catch(
      () => undefined,
    );
    this.isAway = answer === undefined;
    const word: Word | undefined = answer?.status === 200 ? await answer.json() : undefined;
    if (!this.isLeading || this.isConnected) return;
    if (word) this.announce(word);
    else if (answer?.status === 204) this.announce({ sequence: this.position, envelopeIds: [] });
    else if (answer?.status === 401) {
      this.signedOut();
      return;
    }
    const isSoon = Date.now() - this.failedSince < soonFor;
    this.later("poll", isSoon ? pollSoon : pollLater, this.poll);
  };

  private get position(): number {
    return this.heard.position;
  }

  private get isConnected(): boolean {
    return this.failures === 0;
  }

  /** The page is to be asked for once more: it sends its person to sign in. */
  private signedOut(): void {
    this.isOver = true;
    this.announce({ sequence: Number.MAX_SAFE_INTEGER, envelopeIds: null });
    this.rest();
  }

  private announce(word: Word): void {
    this.tell(word);
    this.hear(word, this.position);
  }

  private tell(word: Word): void {
    this.channel?.postMessage({ ...word, from: this.position } satisfies Told);
  }

  private hear(word: Word, from: number): void {
    this.lastWord = Date.now();
    this.isAway = false;
    this.heard.add(word, from);
    for (const listener of this.listeners) listener();
  }

  private later(name: string, milliseconds: number, run: () => unknown): void {
    this.clear(name);
    const timer = setTimeout(() => {
      this.timers.delete(name);
      void run();
    }, milliseconds);
    this.timers.set(name, timer);
  }

  /** @returns whether it was still to come */
  private clear(name: string): boolean {
    clearTimeout(this.timers.get(name));
    return this.timers.delete(name);
  }
}

const isHidden = (): boolean => document.visibilityState === "hidden";
