import { afterEach, expect, test } from "vitest";
import { drawnAhead, pictureAhead, takeAhead } from "./pdf-opened-ahead";

const canvas = { width: 10, height: 10 } as HTMLCanvasElement;
const begun = (url: string) => ({
  url,
  task: Promise.reject(new Error("not opened here")),
  drawn: Promise.resolve(),
  canvas,
});

afterEach(() => {
  globalThis.muhrAhead = undefined;
});

test("a file that was opened ahead is taken once, and its picture stays", () => {
  const ahead = begun("/one");
  ahead.task.catch(() => undefined);
  globalThis.muhrAhead = ahead;
  expect(drawnAhead("/one")).toBeDefined();
  expect(takeAhead("/one")).toBe(ahead);
  expect(takeAhead("/one")).toBeUndefined();
  expect(drawnAhead("/one")).toBeUndefined();
  expect(pictureAhead("/one")).toBe(canvas);
  expect(pictureAhead("/other")).toBeUndefined();
});

test("once another file is shown, or the page came first, nothing is opened ahead any more", () => {
  const ahead = begun("/one");
  ahead.task.catch(() => undefined);
  globalThis.muhrAhead = ahead;
  expect(takeAhead("/other")).toBeUndefined();
  expect(takeAhead("/one")).toBeUndefined();
  // `draw-ahead.mjs` begins only where nothing stands here.
  expect(globalThis.muhrAhead).toBeNull();
});
