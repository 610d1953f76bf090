import { setTimeout as sleep } from "node:timers/promises";
import { envelopeJobs } from "@/lib/envelopes/jobs";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { makeContract } from "../../e2e/fixtures/make-pdfs";
import { startPortal } from "../../e2e/support/portal";
import { sendBarely } from "../bare-sender";
import type { BareServer } from "../bare-server";
import { startBareServer } from "../bare-server";
import type { Figure } from "../figure";
import { interleave, median, mediansOf } from "../figure";
import { openData } from "../office";
import type { Load, Post } from "../post-all";
import { postAll } from "../post-all";
import type { SandboxProcess } from "../sandbox-process";
import { startSandbox } from "../sandbox-process";
import { openSendingOffice } from "../sending-office";
import { longest, watchWaits } from "../watch-waits";

const rounds = 3;
const perRound = 190;
const settled = 3_000;
/** Callbacks at once, and how many in a round. */
const crowds = [
  { concurrency: 1, count: 60 },
  { concurrency: 16, count: 160 },
  { concurrency: 64, count: 160 },
];
const sends = rounds * crowds.reduce((sum, { count }) => sum + count, 0);

async function fetchToken({ url, settings }: SandboxProcess): Promise<string> {
  const { clientId = "", clientSecret = "", username = "", password = "" } = settings;
  const answer = await fetch(`${url}/Identity/connect/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "password",
      client_id: clientId,
      client_secret: clientSecret,
      username,
      password,
    }),
  });
  return (await answer.json()).access_token;
}

/** What the portal sends, less what it has to find out for that. */
const bodyOf = (bytes: Buffer, number: number): string =>
  JSON.stringify({
    base64File: bytes.toString("base64"),
    title: `Bare ${number}`,
    startPage: 0,
    certificatePayment: true,
    workflows: [
      {
        title: "امضاکننده",
        contact: "09121234567",
        nationalCode: "0012345679",
        role: 0,
        name: "سارا احمدی",
        signatureField: {
          x: 60,
          y: 60,
          width: 160,
          height: 60,
          digitalSignature: true,
          repeatSignature: false,
        },
      },
    ],
  });

type SendingOffice = Awaited<ReturnType<typeof openSendingOffice>>;

/** Envelopes from the queue to "in progress"; what a person clicks before is not in it. */
async function measureSends(sandbox: SandboxProcess, office: SendingOffice): Promise<Figure> {
  const bytes = makeContract();
  const token = await fetchToken(sandbox);
  const create = `${sandbox.url}/api/v1/clm/documents/execute/file`;
  const bodies = Array.from({ length: perRound }, (_, index) => bodyOf(bytes, index));
  const sendOurs = async () => {
    await office.queue(bytes, perRound);
    const started = performance.now();
    await runDueJobs(envelopeJobs);
    return (performance.now() - started) / perRound;
  };
  const samples = await interleave(sends / perRound - 1, sendOurs, async () => {
    const took = await sendBarely(create, token, bodies);
    return took / perRound;
  });
  return {
    name: "time per send through a provider's sandbox, four at once",
    unit: "ms",
    ...mediansOf(samples),
    floorIs: "node:http on fresh connections, two durable SQLite rows each",
    mustReach: { times: 8 },
  };
}

/** What the provider would post when it is all over, for every envelope that is under way there. */
const callbacksOf = async (sandbox: SandboxProcess, portalUrl: string): Promise<Post[]> =>
  (await sandbox.ledger()).documents.flatMap(({ id, title, callbackUrl }) =>
    callbackUrl
      ? [
          {
            url: `${portalUrl}${new URL(callbackUrl).pathname}`,
            body: JSON.stringify({ documentId: id, state: "Signed", title }),
          },
        ]
      : [],
  );

/**
 * Each callback belongs to another envelope and is kept durably before it is answered; what it
 * causes, the look at the provider, runs in the same process meanwhile.
 */
async function measureCallbacks(
  portalUrl: string,
  bare: BareServer,
  callbacks: readonly Post[],
): Promise<Figure[]> {
  const rest = [...callbacks];
  const empty = `${portalUrl}/api/callbacks/nobody/nothing`;
  const figures: Figure[] = [];
  for (const { concurrency, count } of crowds) {
    const ours: Load[] = [];
    const route: Load[] = [];
    const floor: Load[] = [];
    for (let round = 0; round < rounds; round++) {
      const mine = rest.splice(0, count);
      const elsewhere = (url: string) => mine.map(({ body }) => ({ url, body }));
      ours.push(await postAll(mine, concurrency, 200));
      await sleep(settled);
      route.push(await postAll(elsewhere(empty), concurrency, 404));
      floor.push(await postAll(elsewhere(`${bare.url}/callback/`), concurrency, 200));
    }
    const timeOf = (loads: readonly Load[]) => loads.map(({ rate }) => 1000 / rate);
    const bareTime = median(timeOf(floor));
    figures.push(
      {
        name: `time per callback, ${concurrency} at once`,
        unit: "ms",
        ...mediansOf({ ours: timeOf(ours), floor: timeOf(route) }),
        floorIs: `an empty route handler of the same build; node:http + SQLite ${bareTime.toFixed(2)} ms`,
        mustReach: { times: 1.25 },
      },
      {
        name: `one callback in a hundred waits longer, ${concurrency} at once`,
        unit: "ms",
        ...mediansOf({ ours: ours.map(({ p99 }) => p99), floor: route.map(({ p99 }) => p99) }),
        floorIs: "an empty route handler of the same build",
        mustReach: { most: 100 },
      },
    );
  }
  return figures;
}

/** What everybody else waits for while a large contract goes out. */
async function measureWait(
  portalUrl: string,
  bare: BareServer,
  sandbox: SandboxProcess,
  office: SendingOffice,
  waiting: readonly string[],
  bytes: Buffer,
): Promise<Figure> {
  const database = openData(office.folder);
  const wake = database.prepare(
    "update jobs set run_at = ? where name = 'deliver-envelope' and state = 'ready' and payload like ?",
  );
  const statusOf = database.prepare("select status from envelopes where id = ?").pluck();
  const token = await fetchToken(sandbox);
  const target = encodeURIComponent(`${sandbox.url}/api/v1/clm/documents/execute/file`);
  await bare.show(bytes);
  const waits = { ours: [] as number[], floor: [] as number[] };
  for (const envelopeId of waiting) {
    const endOurs = watchWaits(`${portalUrl}/api/health`);
    wake.run(Date.now(), `%${envelopeId}%`);
    while (statusOf.get(envelopeId) !== "in_progress") await sleep(20);
    waits.ours.push(longest(await endOurs()));
    const endFloor = watchWaits(`${bare.url}/health`);
    await fetch(`${bare.url}/send?to=${target}`, { headers: { authorization: `Bearer ${token}` } });
    waits.floor.push(longest(await endFloor()));
  }
  database.close();
  return {
    name: "longest wait of another person while a contract of 20 MB goes to a provider",
    unit: "ms",
    ...mediansOf(waits),
    floorIs: "node:http reads, encodes and posts the same file",
    mustReach: { most: 150 },
  };
}

/** Sending through a provider, and what it tells us afterwards. */
export async function measureDelivery(): Promise<Figure[]> {
  const sandbox = await startSandbox();
  const office = await openSendingOffice(sandbox);
  const bare = await startBareServer();
  try {
    const sending = await measureSends(sandbox, office);
    const large = makeContract({ totalBytes: 19_900_000 });
    const waiting = await office.queue(large, rounds);
    await office.hold();
    await office.leave();
    const portal = await startPortal(office.environment);
    try {
      const told = await callbacksOf(sandbox, portal.url);
      const callbacks = await measureCallbacks(portal.url, bare, told);
      const wait = await measureWait(portal.url, bare, sandbox, office, waiting, large);
      return [sending, ...callbacks, wait];
    } finally {
      await portal.remove();
    }
  } finally {
    bare.stop();
    sandbox.stop();
    office.remove();
  }
}
