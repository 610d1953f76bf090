import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { flushCompileCache } from "node:module";
import { Readable } from "node:stream";
import { and, eq, inArray, isNotNull, lte, or } from "drizzle-orm";
import { closeDatabase, read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { callbacks } from "@/db/schema/delivery";
import { documents, envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { readBody } from "@/lib/callbacks/read-body";
import { findCallbackAddress } from "@/lib/connections/callback-address";
import { retryConnection } from "@/lib/connections/retry-connection";
import { saveConnection } from "@/lib/connections/save-connection";
import { chooseConnection } from "@/lib/envelopes/choose-connection";
import { receiveCallback } from "@/lib/envelopes/receive-callback";
import { sendEnvelope } from "@/lib/envelopes/send-envelope";
import { makeAccount, makeDocument, makeDraft, makeOffice } from "@/lib/envelopes/testing";
import { env } from "@/lib/kernel/env";
import type { Role } from "@/lib/vocabulary/account";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { startWorker } from "@/lib/worker/start-portal";
import { requireKind } from "./kinds";
import type { Answer, Asked, Input, Question, Told } from "./questions";

// The portal's own start, jobs and use cases in a process that can be killed. Only what Next adds is
// missing: the route handler of callbacks is three lines around `receiveCallback`, and so is ours.

const tell = (told: Told) => process.send?.(told);

async function actorOf(role: Role): Promise<AccountActor> {
  const found = await read((db) => db.select().from(accounts));
  const account = found.find((each) => each.role === role);
  if (!account) throw new Error(`Nobody is ${role}`);
  return { kind: "account", accountId: account.id, role, teamIds: null, address: null };
}

const moving: readonly EnvelopeStatus[] = ["queued", "sending", "in_progress", "completing"];

type Handlers = { readonly [Kind in Question]: (input: Input<Kind>) => Promise<Answer<Kind>> };

const handlers: Handlers = {
  async setUp({ contract, providerId, settings }) {
    await makeOffice();
    const admin = await makeAccount("admin");
    const owner = await makeAccount("staff");
    await makeDocument(owner, readFileSync(contract));
    await saveConnection(
      admin,
      { connectionId: null, providerId, name: "Storm", isRehearsal: true, settings },
      new Date(),
    );
    return null;
  },
  async callbackAddress() {
    const connection = await stormConnection();
    return (await read((db) => findCallbackAddress(db, connection))) ?? null;
  },
  async draft() {
    const owner = await actorOf("staff");
    const [document] = await read((db) => db.select().from(documents));
    const { id: connectionId, providerId } = await stormConnection();
    const { people, hasBoxes } = requireKind(providerId);
    const draft = await makeDraft(owner, document?.id ?? "", people(), { hasBoxes });
    const { rev } = await chooseConnection(owner, { ...draft, connectionId }, new Date());
    return { envelopeId: draft.envelopeId, rev };
  },
  async send(input) {
    await sendEnvelope(await actorOf("staff"), input, new Date());
    return null;
  },
  async resume() {
    const { id: connectionId } = await stormConnection();
    await retryConnection(await actorOf("admin"), { connectionId }, new Date());
    return null;
  },
  look: () =>
    read(async (db) => ({
      open:
        (await db.$count(
          envelopes,
          // What is searched for by itself has not come to rest.
          or(inArray(envelopes.status, moving), isNotNull(envelopes.nextTryAt)),
        )) + (await db.$count(callbacks, eq(callbacks.verdict, "waiting"))),
      busy: await db.$count(
        jobs,
        or(eq(jobs.state, "running"), and(eq(jobs.state, "ready"), lte(jobs.runAt, new Date()))),
      ),
    })),
  async stop() {
    await worker.stop();
    server.close();
    server.closeAllConnections();
    const verdict = await verifyAudit();
    await closeDatabase();
    return verdict;
  },
};

async function stormConnection() {
  const found = await read((db) => db.select().from(connections));
  const connection = found.find(({ isRehearsal }) => isRehearsal);
  if (!connection) throw new Error("No connection");
  return connection;
}

const server = createServer(async (request, response) => {
  const [, , , providerId = "", token = ""] = (request.url ?? "").split("/");
  const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const answer = await receiveCallback(
    { providerId, token, headers, address: "127.0.0.1", readBody: () => readBody(body) },
    new Date(),
  ).catch(() => ({ status: 503, body: {} }));
  response.writeHead(answer.status).end(JSON.stringify(answer.body));
});

process.on("message", async ({ id, kind, input }: Asked) => {
  try {
    // The kind says what the input is; the types of the two ends agree in `questions.ts`.
    const answer = await (handlers[kind] as (input: unknown) => Promise<unknown>)(input);
    tell({ kind: "answer", id, answer });
  } catch (error) {
    tell({ kind: "error", id, error: String(error) });
  }
  if (kind === "stop") process.disconnect();
});
process.on("disconnect", () => process.exit());

const worker = await startWorker();
// Who is killed never gets to the end at which Node would keep what it has compiled.
flushCompileCache();
server.listen(env().PORT, "127.0.0.1", () => tell({ kind: "ready" }));
