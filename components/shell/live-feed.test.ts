import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveFeed } from "./live-feed";

/** The browser's own parts, as far as a feed uses them: one browser, many tabs, one stream each. */
class FakeStream extends EventTarget {
  static open: FakeStream[] = [];
  onmessage?: (event: { data: string; lastEventId: string }) => void;
  onerror?: () => void;
  constructor(readonly url: string) {
    super();
    FakeStream.open.push(this);
  }
  close() {
    FakeStream.open = FakeStream.open.filter((stream) => stream !== this);
  }
  beat(sequence: number) {
    this.dispatchEvent(new MessageEvent("beat", { data: String(sequence) }));
  }
  say(sequence: number, envelopeIds: string[] | null) {
    this.onmessage?.({ data: JSON.stringify({ envelopeIds }), lastEventId: String(sequence) });
  }
}

class FakeChannel {
  static all: FakeChannel[] = [];
  onmessage?: (event: { data: unknown }) => void;
  constructor(readonly name: string) {
    FakeChannel.all.push(this);
  }
  postMessage(data: unknown) {
    for (const other of FakeChannel.all)
      if (other !== this && other.name === this.name) other.onmessage?.({ data });
  }
  close() {
    FakeChannel.all = FakeChannel.all.filter((channel) => channel !== this);
  }
}

const locks = () => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_: string, { signal }: { signal: AbortSignal }, run: () => Promise<void>) => {
      last = last.then(() => (signal.aborted ? undefined : run()));
      return last;
    },
  };
};

let answer: () => Promise<Response>;
const polls: string[] = [];
const makePage = () => Object.assign(new EventTarget(), { visibilityState: "visible" });
let page = makePage();

beforeEach(() => {
  vi.useFakeTimers();
  FakeStream.open = [];
  FakeChannel.all = [];
  polls.length = 0;
  page = makePage();
  answer = async () => {
    throw new TypeError("nobody there");
  };
  vi.stubGlobal("EventSource", FakeStream);
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  vi.stubGlobal("navigator", { locks: locks() });
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("fetch", (url: string) => {
    polls.push(url);
    return answer();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const stream = (): FakeStream => {
  const [only, ...more] = FakeStream.open;
  if (!only || more.length > 0) throw new Error(`${FakeStream.open.length} streams are open`);
  return only;
};

/** A tab whose page was made at `since`. */
async function open(since: number) {
  const feed = new LiveFeed("office", since);
  const leave = feed.join(() => undefined);
  await settle();
  return { feed, leave, isNews: (id?: string) => feed.hasNews(since, id) };
}

test("a stream begins at the number of the page, and news is what came after it", async () => {
  const { feed, isNews } = await open(7);
  expect(stream().url).toBe("/api/events?after=7");
  stream().beat(7);
  expect(isNews()).toBe(false);
  stream().say(9, ["a"]);
  expect(isNews()).toBe(true);
  expect(isNews("a")).toBe(true);
  expect(isNews("b")).toBe(false);
  expect(feed.hasNews(9)).toBe(false);
  stream().say(10, null);
  expect(isNews("b")).toBe(true);
  // A page that was kept from before the tab heard anything.
  expect(feed.hasNews(3)).toBe(true);
});

test("tabs share one stream; when its tab closes, another goes on from where it stands", async () => {
  const first = await open(7);
  const second = await open(7);
  stream().say(8, ["a"]);
  expect(second.isNews("a")).toBe(true);
  expect(second.isNews("b")).toBe(false);
  first.leave();
  await vi.advanceTimersByTimeAsync(3_001);
  expect(stream().url).toBe("/api/events?after=8");
  stream().say(9, ["b"]);
  expect(second.isNews("b")).toBe(true);
});

test("a tab that came while others had heard more than its page knows has news", async () => {
  await open(7);
  stream().say(9, ["a"]);
  const late = await open(8);
  expect(late.isNews()).toBe(true);
  expect((await open(9)).isNews()).toBe(false);
});

test("a hidden tab gives its stream away, and asks for what it missed when it is seen", async () => {
  const { isNews } = await open(7);
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(FakeStream.open).toHaveLength(0);
  await settle();
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  await settle();
  expect(stream().url).toBe("/api/events?after=7");
  stream().say(8, ["a"]);
  expect(isNews()).toBe(true);
});

test("without a stream it is asked from time to time, until a stream holds again", async () => {
  const { isNews, feed } = await open(7);
  stream().beat(7);
  answer = async () => new Response(null, { status: 204 });
  stream().onerror?.();
  await vi.advanceTimersByTimeAsync(600);
  expect(polls).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(polls).toEqual(["/api/events/missed?after=7"]);
  expect(isNews()).toBe(false);
  answer = async () => Response.json({ sequence: 8, envelopeIds: ["a"] });
  await vi.advanceTimersByTimeAsync(1_500);
  expect(isNews("a")).toBe(true);
  await vi.advanceTimersByTimeAsync(9_000);
  stream().beat(8);
  const asked = polls.length;
  await vi.advanceTimersByTimeAsync(14_000);
  expect(polls).toHaveLength(asked);
  expect(feed.isSilent()).toBe(false);
});

test("a stream that a proxy keeps back is no stream", async () => {
  await open(7);
  answer = async () => new Response(null, { status: 204 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(polls.length).toBeGreaterThan(5);
});

test("silence is told after a while, soon where nobody answers, and ends with the first word", async () => {
  const { feed } = await open(7);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(feed.isSilent()).toBe(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(feed.isSilent()).toBe(true);
  while (FakeStream.open.length === 0) await vi.advanceTimersByTimeAsync(1_000);
  stream().beat(7);
  expect(feed.isSilent()).toBe(false);
});

test("when the session has ended the page is asked for once more, and nothing else", async () => {
  const { isNews } = await open(7);
  answer = async () => new Response(null, { status: 401 });
  stream().onerror?.();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(polls).toHaveLength(1);
  expect(FakeStream.open).toHaveLength(0);
  expect(isNews()).toBe(true);
});

test("where a browser has no locks every tab listens for itself", async () => {
  vi.stubGlobal("navigator", {});
  await open(7);
  await open(7);
  expect(FakeStream.open).toHaveLength(2);
});
