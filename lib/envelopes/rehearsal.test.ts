import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { publish } from "@/db/events";
import { connections } from "@/db/schema/connections";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { findSandboxProcess, killProcess } from "@/e2e/support/sandbox-process";
import { readBody } from "@/lib/callbacks/read-body";
import { describeRehearsal } from "@/lib/connections/find-sandbox";
import { startRehearsing } from "@/lib/connections/keep-rehearsal";
import { runningSandboxes } from "@/lib/connections/run-sandboxes";
import { switchRehearsal } from "@/lib/connections/switch-rehearsal";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { chooseConnection } from "./choose-connection";
import { envelopeJobs } from "./jobs";
import { listEnvelopes } from "./list-envelopes";
import { notifyOfEnding } from "./notify-people";
import { recipientsOf } from "./queries";
import { receiveCallback } from "./receive-callback";
import { sendEnvelope } from "./send-envelope";
import {
  headersOf,
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  person,
  sendThrough,
  uzbeks,
} from "./testing";

openTestDatabase();

const now = () => new Date();
/** Who called back, by the path that they asked for. */
const called: string[] = [];
const portal = createServer(async (request, response) => {
  const [, , , providerId = "", token = ""] = (request.url ?? "").split("/");
  called.push(providerId);
  const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
  const answer = await receiveCallback(
    {
      providerId,
      token,
      headers: headersOf(request),
      address: "127.0.0.1",
      readBody: () => readBody(body, { longest: 2_000 }),
    },
    now(),
  );
  response.writeHead(answer.status).end(JSON.stringify(answer.body));
});

let admin: AccountActor;
let owner: AccountActor;
let rehearsing: ReturnType<typeof startRehearsing>;
beforeAll(async () => {
  await makeOffice();
  [admin, owner] = await Promise.all([makeAccount("admin"), makeAccount("staff")]);
  portal.listen(0, "127.0.0.1");
  await once(portal, "listening");
  // The public address is nobody's here: a callback to it would be lost.
  process.env.PUBLIC_URL = "https://sign.example.com";
  process.env.PORT = String((portal.address() as AddressInfo).port);
  process.env.HOST = "0.0.0.0";
  rehearsing = startRehearsing();
  await switchRehearsal(admin, { isOn: true }, now());
});
afterAll(async () => {
  await rehearsing.stop();
  portal.close();
});

const sandbox = () => findSandboxProcess(process.env.DATA_DIR ?? "");
const runJobs = () => runDueJobs(envelopeJobs);
async function waitFor(isThere: () => unknown): Promise<void> {
  for (let tries = 0; tries < 200 && !isThere(); tries += 1) await pause(50);
  if (!isThere()) throw new Error("It did not come");
}
async function statusOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  return row?.status;
}
/** The one to a sandbox that calls such an address, and knows people who approve. */
const connection = async (address: "per_attempt" | "per_connection" = "per_attempt") => {
  const rows = await read((db) =>
    db.select().from(connections).where(eq(connections.isRehearsal, true)),
  );
  const row = rows.find(({ providerId }) => {
    const { callbacks, roles } = requireProvider(providerId).capabilities;
    return callbacks.address === address && roles.includes("approver");
  });
  if (!row) throw new Error("There is no rehearsal connection");
  return row;
};

/** Opens the newest message for somebody in the practice inbox and presses a button there. */
async function act(phone: string, deed: "sign" | "approve"): Promise<void> {
  const inbox = await (await fetch(runningSandboxes()?.inboxUrl ?? "")).text();
  const message = inbox.split("<li>").find((part) => part.includes(phone)) ?? "";
  const link = /href="([^"]+)"/.exec(message)?.[1] ?? "";
  const body = new URLSearchParams({ act: deed });
  const answer = await fetch(link, { method: "POST", body, redirect: "manual" });
  expect(answer.status).toBe(303);
}

async function send(): Promise<string> {
  const people = [
    person("سارا احمدی", {
      email: "sara@example.org",
      phone: "09121234567",
      identity: { national_id: "0012345679" },
    }),
    person("علی رضایی", {
      role: "approver",
      phone: "09351234567",
      identity: { national_id: "0499370899" },
    }),
  ];
  const draft = await makeDraft(owner, await makeDocument(owner, makeContract()), people);
  const connectionId = (await connection()).id;
  const { rev } = await chooseConnection(owner, { ...draft, connectionId }, now());
  const { envelopeId } = draft;
  await sendEnvelope(owner, { envelopeId, rev, key: crypto.randomUUID() }, now());
  await runJobs();
  return envelopeId;
}

test("a rehearsal outlives a killed sandbox and a restart of the portal, and ends completed", async () => {
  const id = await send();
  expect(await statusOf(id)).toBe("in_progress");
  const killed = sandbox();
  killProcess(killed);
  await waitFor(() => !runningSandboxes());
  await waitFor(runningSandboxes);
  await act("09121234567", "sign");
  await rehearsing.stop();
  rehearsing = startRehearsing();
  await waitFor(runningSandboxes);
  await act("09351234567", "approve");
  expect(called).toHaveLength(1);
  await runJobs();
  expect(await statusOf(id)).toBe("completed");
});

test("the people that a rehearsal plays with get no mail; its sender does", async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
  process.env.MAIL_FROM = "sign@example.org";
  const [envelope] = await read((db) => db.select().from(envelopes));
  if (!envelope) throw new Error("There is no envelope");
  const [sara] = await read((db) => recipientsOf(db, envelope.id));
  expect([sara?.email, sara?.sentAt !== null]).toEqual(["sara@example.org", true]);
  await write((tx) => notifyOfEnding(tx, envelope, "completed", now()));
  const notices = await read((db) =>
    db.select({ payload: jobs.payload }).from(jobs).where(eq(jobs.name, "send-notice")),
  );
  expect(notices).toMatchObject([{ payload: { kind: "sender" } }]);
  process.env.SMTP_URL = "";
  await write((tx) => tx.delete(jobs).where(eq(jobs.name, "send-notice")));
});

test("what is sent while the sandbox is away waits, and goes out when it is back", async () => {
  killProcess(sandbox());
  await waitFor(() => !runningSandboxes());
  const id = await send();
  expect(await statusOf(id)).toBe("queued");
  await waitFor(runningSandboxes);
  await runJobs();
  expect(await statusOf(id)).toBe("in_progress");
});

test("every row of the list knows whether it is rehearsal", async () => {
  await makeDraft(owner, await makeDocument(owner, makeContract()), [person("Somebody")]);
  const { rows } = await read((db) => listEnvelopes(db, owner, {}, new Date()));
  expect(rows.map(({ isRehearsal }) => isRehearsal)).toEqual([false, true, true]);
  expect(describeRehearsal(await connection())).toEqual({
    isOurs: true,
    inboxUrl: runningSandboxes()?.inboxUrl,
  });
});

test("a sandbox that calls one address for all knows it after every start", async () => {
  const { id: connectionId, providerId } = await connection("per_connection");
  const draft = await makeDraft(owner, await makeDocument(owner, makeContract()), uzbeks(), {
    hasBoxes: false,
  });
  const id = await sendThrough(owner, connectionId, draft);
  const [attempt] = await read((db) =>
    db.select().from(attempts).where(eq(attempts.envelopeId, id)),
  );
  for (const [recipient, deed] of ["sign", "approve"].entries()) {
    called.length = 0;
    killProcess(sandbox());
    await waitFor(() => !runningSandboxes());
    await waitFor(runningSandboxes);
    const { controlUrl = "" } =
      runningSandboxes()?.sandboxes.find((each) => each.providerId === providerId) ?? {};
    const body = JSON.stringify({ documentId: attempt?.externalId, recipient, act: deed });
    expect((await fetch(`${controlUrl}/act`, { method: "POST", body })).status).toBe(200);
    expect(called).toEqual([providerId]);
    await runJobs();
  }
  expect(await statusOf(id)).toBe("completed");
});

test("switched off, it takes nothing new; the sandbox stays until the last one has ended", async () => {
  await switchRehearsal(admin, { isOn: false }, now());
  await expect(send()).rejects.toThrow("conflict");
  await pause(300);
  expect(sandbox()).toBeGreaterThan(0);
  await act("09121234567", "sign");
  await act("09351234567", "approve");
  // On a busy machine a job may have to come a second time.
  for (let tries = 0; tries < 40 && sandbox(); tries += 1) {
    await runJobs();
    publish({ kind: "rehearsal_changed" });
    await pause(250);
  }
  await waitFor(() => !sandbox());
  expect(runningSandboxes()).toBeUndefined();
});
