import type { Page } from "@playwright/test";

/** CSS pixels of the screen. */
export type Spot = readonly [x: number, y: number];
export type Fingers = {
  /** One finger down, along, up. */
  readonly drag: (from: Spot, to: Spot) => Promise<void>;
  /** Two fingers beside each other, going apart or together around a point that may travel. */
  readonly pinch: (
    at: Spot,
    apart: readonly [from: number, to: number],
    to?: Spot,
  ) => Promise<void>;
};

const steps = 12;
const between = (from: number, to: number, step: number) => from + ((to - from) * step) / steps;

/** Real touches, as the screen of a phone reports them. */
export async function fingersOn(page: Page): Promise<Fingers> {
  const session = await page.context().newCDPSession(page);
  const touch = async (type: "touchStart" | "touchMove" | "touchEnd", spots: readonly Spot[]) => {
    const touchPoints = spots.map(([x, y], id) => ({ x, y, id }));
    await session.send("Input.dispatchTouchEvent", { type, touchPoints });
    // One picture for each, as a finger takes its time.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  };
  return {
    drag: async (from, to) => {
      await touch("touchStart", [from]);
      for (let step = 1; step <= steps; step++)
        await touch("touchMove", [[between(from[0], to[0], step), between(from[1], to[1], step)]]);
      await touch("touchEnd", []);
    },
    pinch: async (at, [from, until], to = at) => {
      const pair = (step: number): readonly Spot[] => {
        const [x, y] = [between(at[0], to[0], step), between(at[1], to[1], step)];
        const half = between(from, until, step) / 2;
        return [
          [x - half, y],
          [x + half, y],
        ];
      };
      const [first] = pair(0);
      await touch("touchStart", first ? [first] : []);
      await touch("touchStart", pair(0));
      for (let step = 1; step <= steps; step++) await touch("touchMove", pair(step));
      await touch("touchEnd", []);
    },
  };
}
