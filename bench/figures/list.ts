import path from "node:path";
import type { Page } from "@playwright/test";
import { newId } from "@/lib/kernel/ids";
import { makeContract } from "../../e2e/fixtures/make-pdfs";
import { startBareServer } from "../bare-server";
import type { Figure } from "../figure";
import { interleave, median, mediansOf } from "../figure";
import type { Office } from "../office";
import { coldPage, openData, openOffice, sendOut } from "../office";
import { processorTime } from "../processes";

const envelopes = 10_000;
const views = 100;

type Row = Record<string, unknown>;

/** Copies of one envelope and its recipient, each a second older than the one before. */
function fillList({ portal }: Office, envelopeId: string): void {
  const database = openData(portal.dataFolder);
  const one = (table: string, key: string) =>
    database.prepare(`select * from ${table} where ${key} = ?`).get(envelopeId) as Row;
  const insert = (table: string, row: Row) => {
    const names = Object.keys(row);
    const values = names.map((name) => `@${name}`).join(", ");
    return database.prepare(`insert into ${table} (${names.join(", ")}) values (${values})`);
  };
  const envelope = one("envelopes", "id");
  const recipient = one("recipients", "envelope_id");
  const addEnvelope = insert("envelopes", envelope);
  const addRecipient = insert("recipients", recipient);
  database.transaction(() => {
    for (let count = 1; count < envelopes; count++) {
      const at = Number(envelope.updated_at) - count * 1000;
      const id = newId(at);
      const title = `Contract ${count}`;
      const reference = `BENCH-${count}`;
      addEnvelope.run({ ...envelope, id, title, reference_code: reference, updated_at: at });
      addRecipient.run({ ...recipient, id: newId(at), envelope_id: id });
    }
  })();
  database.close();
}

async function rowsShown(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    const look = () => {
      const rows = [...document.querySelectorAll("tbody tr a")];
      const isShown = rows.some((row) => row.getClientRects().length > 0);
      if (isShown) Reflect.set(window, "rowsShown", performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(url, { waitUntil: "commit" });
  const shown = await page.waitForFunction(() => Reflect.get(window, "rowsShown"));
  const time = Number(await shown.jsonValue()) / 1000;
  await page.context().close();
  return time;
}

async function timePerView(pid: number, view: () => Promise<unknown>): Promise<number> {
  const before = processorTime(pid);
  for (let count = 0; count < views; count++) await view();
  return (processorTime(pid) - before) / views;
}

/** A list of 10,000 envelopes. */
export async function measureList(): Promise<Figure[]> {
  const office = await openOffice();
  const { portal, browser, sender } = office;
  const { envelopeId } = await sendOut(office, "Contract 0", makeContract());
  fillList(office, envelopeId);
  const bare = await startBareServer(path.join(portal.dataFolder, "muhr.db"));
  try {
    const url = `${portal.url}/envelopes`;
    const shown: number[] = [];
    for (let round = 0; round < 5; round++)
      shown.push(await rowsShown(await coldPage(browser, "desk", sender.context), url));
    const cookies = await sender.context.cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const get = async (address: string) => {
      const answer = await fetch(address, { headers: { cookie } });
      await answer.arrayBuffer();
      if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
    };
    const times = await interleave(
      3,
      () => timePerView(office.pid(), () => get(url)),
      () => timePerView(bare.pid, () => get(`${bare.url}/list`)),
    );
    return [
      {
        name: "list of 10,000 envelopes: rows are shown, cold profile",
        unit: "s",
        ours: median(shown),
        floor: 1 / 60,
        floorIs: "one frame",
        mustReach: { most: 1.2 },
      },
      {
        name: "processor time per view of that list, server and database",
        unit: "ms",
        ...mediansOf(times),
        floorIs: "node:http + SQLite, the same rows as JSON",
        mustReach: { most: 25 },
      },
    ];
  } finally {
    bare.stop();
    await office.close();
  }
}
