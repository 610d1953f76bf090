import { makeDraft, makeFollowed, seenAt, startBeside } from "../../e2e/support/followed";
import { atDesk, signIn } from "../../e2e/support/office";
import type { Figure } from "../figure";
import { openOffice } from "../office";

const rounds = 15;
const restarts = 3;
const frame = 1 / 60;

const worst = (name: string, milliseconds: readonly number[]): Figure => {
  const ours = milliseconds.map((each) => each / 1000);
  return {
    name: `${name}, longest of ${ours.length}`,
    unit: "s",
    ours: Math.max(...ours),
    floor: frame,
    floorIs: "one frame",
    mustReach: { most: 2 },
    samples: { ours, floor: [] },
  };
};

/** From the commit of a change until a list that is open in another browser shows it. */
export async function measureLive(): Promise<Figure[]> {
  const { portal, browser, sender, close } = await openOffice();
  try {
    const watching = await atDesk(browser, portal.url, "en");
    await signIn(watching, "admin@example.org");
    await watching.page.goto("/envelopes");
    const { page } = watching;
    const same: number[] = [];
    for (let round = 0; round < rounds; round++)
      same.push(...(await makeFollowed(sender, portal, `Here ${round}`, [page])));

    const other = await startBeside(portal);
    const beside = await atDesk(browser, other.url, "en");
    await signIn(beside, "admin@example.org");
    const across: number[] = [];
    for (let round = 0; round < rounds; round++)
      across.push(...(await makeFollowed(beside, portal, `Beside ${round}`, [page])));

    const after: number[] = [];
    for (let round = 0; round < restarts; round++) {
      await portal.stop();
      await makeDraft(beside, `Meanwhile ${round}`);
      await portal.start();
      const started = Date.now();
      after.push((await seenAt(page, `Meanwhile ${round}`)) - started);
    }
    await other.kill();
    return [
      worst("a change is seen in another browser", same),
      worst("a change of another process is seen", across),
      worst("what changed while the server was away is seen once it answers again", after),
    ];
  } finally {
    await close();
  }
}
