import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import { createAutosave } from "./autosave";

type Answer = ActionResult<{ rev: number }>;
const stale: Answer = { ok: false, error: { code: "stale", values: {} } };

/** A server that answers when the test says so. */
function startServer() {
  const calls: { content: string; rev: number; answer: (answer: Answer | Error) => void }[] = [];
  const save = (content: string, rev: number) =>
    new Promise<Answer>((resolve, reject) => {
      const answer = (what: Answer | Error) =>
        what instanceof Error ? reject(what) : resolve(what);
      calls.push({ content, rev, answer });
    });
  const autosave = createAutosave<string>({ rev: 1, save, delay: 600 });
  return { calls, autosave };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a series of changes is saved once, a moment after the last", async () => {
  const { calls, autosave } = startServer();
  autosave.change("a");
  await vi.advanceTimersByTimeAsync(500);
  autosave.change("b");
  await vi.advanceTimersByTimeAsync(599);
  expect(calls).toHaveLength(0);
  expect(autosave.getState().kind).toBe("waiting");
  await vi.advanceTimersByTimeAsync(1);
  expect(calls.map(({ content, rev }) => [content, rev])).toEqual([["b", 1]]);
  calls[0]?.answer({ ok: true, value: { rev: 2 } });
  await settle();
  expect(autosave.getState()).toMatchObject({ kind: "saved" });
  expect(autosave.rev).toBe(2);
});

test("one request at a time: the latest of what came meanwhile follows with the new revision", async () => {
  const { calls, autosave } = startServer();
  autosave.change("a");
  await vi.advanceTimersByTimeAsync(600);
  autosave.change("b");
  autosave.change("c");
  await vi.advanceTimersByTimeAsync(5000);
  expect(calls).toHaveLength(1);
  calls[0]?.answer({ ok: true, value: { rev: 2 } });
  await settle();
  expect(calls.map(({ content, rev }) => [content, rev])).toEqual([
    ["a", 1],
    ["c", 2],
  ]);
  expect(autosave.isUnsaved()).toBe(true);
});

test("leaving saves what is waiting and says whether it worked", async () => {
  const { calls, autosave } = startServer();
  autosave.change("a");
  const left = autosave.flush();
  calls[0]?.answer({ ok: true, value: { rev: 2 } });
  expect(await left).toBe(true);
  autosave.change("b");
  const again = autosave.flush();
  calls[1]?.answer(stale);
  expect(await again).toBe(false);
  expect(autosave.getState()).toMatchObject({ kind: "failed", code: "stale" });
});

test("without an answer the change is kept and can be sent again", async () => {
  const { calls, autosave } = startServer();
  autosave.change("a");
  const left = autosave.flush();
  calls[0]?.answer(new TypeError("Failed to fetch"));
  expect(await left).toBe(false);
  expect(autosave.getState().kind).toBe("offline");
  const again = autosave.flush();
  calls[1]?.answer({ ok: true, value: { rev: 2 } });
  expect(await again).toBe(true);
  expect(calls[1]?.content).toBe("a");
});

test("a newer version is taken over and ours is forgotten", async () => {
  const { calls, autosave } = startServer();
  autosave.change("a");
  autosave.adopt(7);
  await vi.advanceTimersByTimeAsync(5000);
  expect(calls).toHaveLength(0);
  expect(autosave.isUnsaved()).toBe(false);
  expect(autosave.rev).toBe(7);
});
