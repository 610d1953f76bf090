import { expect, test } from "vitest";
import { drawFirst, drawLater } from "./draw-turns";

/** Longer than the pause before a job. Milliseconds. */
const rest = (milliseconds = 300) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("what can wait is drawn in order, one at a time, without what was taken back", async () => {
  const seen: string[] = [];
  const job = (name: string) => async () => {
    seen.push(`${name} begins`);
    await rest(20);
    seen.push(`${name} ends`);
  };
  drawLater(job("one"));
  const takeBack = drawLater(job("two"));
  drawLater(job("three"));
  takeBack();
  await rest(600);
  expect(seen).toEqual(["one begins", "one ends", "three begins", "three ends"]);
});

test("it waits until every large page is drawn", async () => {
  const seen: string[] = [];
  const [first, second] = [drawFirst(), drawFirst()];
  drawLater(async () => {
    seen.push("small");
  });
  await rest();
  first();
  await rest();
  expect(seen).toEqual([]);
  second();
  await rest();
  expect(seen).toEqual(["small"]);
});
