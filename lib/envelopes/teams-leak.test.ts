import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { read, write } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { sampleOf } from "@/e2e/support/sample-of";
import { addTeamMember } from "@/lib/accounts/add-team-member";
import { createTeam } from "@/lib/accounts/create-team";
import { startSession } from "@/lib/accounts/start-session";
import { visitor } from "@/lib/accounts/testing";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { envelopeJobs } from "./jobs";
import * as schema from "./schema";
import { sendEnvelope } from "./send-envelope";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "./testing";

const request = { headers: new Headers(), cookies: new Map<string, { value: string }>() };
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => request.cookies,
}));

vi.mock("next-intl/server", () => ({
  getLocale: async () => "en",
  getTranslations: async () => (key: string) => key,
}));

openTestDatabase();
const origin = "https://sign.example.com";
const secret = "s".repeat(43);
process.env.PUBLIC_URL = `${origin}/`;
process.env.NEXTAUTH_SECRET = secret;

/** In everything that the other team has. */
const planted = "zebrafish";
const foreign: Record<string, string> = {};
let mine = "";
let ourTeam = "";

async function signIn({ accountId, role }: AccountActor): Promise<void> {
  const token = await write((tx) => startSession(tx, visitor, { id: accountId, role }, new Date()));
  const value = await encode({ token: { session: token }, secret, maxAge: 3_600 });
  request.cookies = new Map([["__Host-muhr-session", { value }]]);
  request.headers = new Headers({ origin, "x-muhr-peer": "192.0.2.7" });
}

beforeAll(async () => {
  await makeOffice();
  const now = new Date();
  const admin = await makeAccount("admin");
  const theirs = await makeAccount("staff");
  const manager = await makeAccount("manager");
  for (const [name, member] of [
    [`${planted} team`, theirs],
    ["Ours", manager],
  ] as const) {
    const { teamId } = await createTeam(admin, { name }, now);
    const { accountId } = member;
    const how = { isDefault: true };
    await addTeamMember(admin, { teamId, accountId, ...how }, now);
    ourTeam = teamId;
  }
  const documentId = await makeDocument(theirs, makeContract());
  const { envelopeId, rev } = await makeDraft(theirs, documentId, [person(`Mr ${planted}`)]);
  await sendEnvelope(theirs, { envelopeId, rev, key: "only-once" }, now);
  const [recipient] = await read((db) => db.select().from(recipients));
  Object.assign(foreign, { envelopeId, documentId, recipientId: recipient?.id });
  const own = await makeDocument(manager, makeContract());
  mine = (await makeDraft(manager, own, [person("Somebody of ours")])).envelopeId;
  await signIn(manager);
});

const samples = Object.entries(schema)
  .filter((entry): entry is [string, z.ZodObject] => entry[1] instanceof z.ZodObject)
  .map(([name, type]) => ({ name, type }));

const modules = import.meta.glob<Record<string, unknown>>([
  "/lib/envelopes/actions.ts",
  "/lib/documents/actions.ts",
  "/lib/templates/actions.ts",
  "/lib/operations/actions.ts",
]);

/**
 * These take no envelope, but the office's own things, the secret of a recipient's link, or many
 * envelopes, each of which is answered for itself: below.
 */
const actionsWithoutEnvelope: readonly string[] = [
  ...["approveAction", "confirmCodeAction", "declineAction", "markSeenAction", "sendCodeAction"],
  ...["signAction", "createFromTemplateAction", "sendToManyAction", "archiveTemplateAction"],
  ...["editTemplateAction", "readSampleAction", "renewTemplateAction", "restoreTemplateAction"],
  ...["saveTemplateAction", "deleteViewAction", "saveViewAction", "describeDownloadAction"],
  ...["planBulkAction", "startBulkAction", "followBulkAction"],
];

test("no action does anything to an envelope of another team; every action is asked", async () => {
  const untouched: string[] = [];
  for (const load of Object.values(modules))
    for (const [name, action] of Object.entries(await load())) {
      if (typeof action !== "function") continue;
      const answers: string[] = [];
      for (const { type } of samples) {
        if (!("envelopeId" in type.shape || "documentId" in type.shape)) continue;
        const answer = await action(sampleOf(type, (key) => foreign[key])).catch(
          (error: Error) => error,
        );
        if (answer instanceof Error || answer === undefined) continue;
        expect(answer.ok, `${name} said yes`).toBe(false);
        if (answer.error.code !== "invalid") answers.push(answer.error.code);
      }
      if (answers.length === 0) untouched.push(name);
      for (const code of answers) expect(["not_found", "forbidden"], name).toContain(code);
    }
  expect(untouched.toSorted()).toEqual(actionsWithoutEnvelope.toSorted());
});

test.each([
  { act: "remind" },
  { act: "extend", expiresAt: new Date(Date.now() + 400 * 86_400_000) },
  { act: "cancel", reason: "Another price" },
  { act: "assign", ownerId: null, teamId: "ours" },
])(
  "of many envelopes those of another team are not there, by id or by a filter: %o",
  async (order) => {
    const { planBulkAction, startBulkAction } = await import("./actions");
    const { loadBulkRun } = await import("./load-bulk");
    const [before] = await read((db) =>
      db
        .select()
        .from(envelopes)
        .where(eq(envelopes.id, foreign.envelopeId ?? "")),
    );
    if (order.act === "assign") order.teamId = ourTeam;
    const some = await planBulkAction({ selection: { ids: [foreign.envelopeId] }, order });
    if (!some.ok) throw new Error(some.error.code);
    expect(some.value.groups).toMatchObject([{ outcome: "not_found", count: 1 }]);
    await startBulkAction({ runId: some.value.id });
    await runDueJobs(envelopeJobs.filter(({ job }) => job.name === "run-bulk"));
    const run = await loadBulkRun(some.value.id);
    expect(run).toMatchObject({ state: "done", rows: [{ outcome: "not_found", title: null }] });
    const all = await planBulkAction({ selection: { filter: "" }, order });
    if (!all.ok) throw new Error(all.error.code);
    expect(all.value.groups.flatMap(({ examples }) => examples)).toMatchObject([
      { envelopeId: mine },
    ]);
    expect(JSON.stringify([some, run, all])).not.toContain(planted);
    const [after] = await read((db) =>
      db
        .select()
        .from(envelopes)
        .where(eq(envelopes.id, foreign.envelopeId ?? "")),
    );
    expect(after).toEqual(before);
  },
);

const loaders = import.meta.glob<Record<string, unknown>>([
  "/lib/envelopes/load*.ts",
  "/lib/templates/load*.ts",
  "/lib/operations/load*.ts",
  "/lib/accounts/load*.ts",
  "/lib/connections/load*.ts",
  "!**/*.test.ts",
]);
/** They have no person before them: jobs, and recipients with the secret of their link. */
const notForPeopleOfTheOffice = ["loadAuthority", "loadDelivery"];

test("no loader shows anything of another team, and what is ours is shown", async () => {
  let asked = 0;
  for (const load of Object.values(loaders))
    for (const [name, loader] of Object.entries(await load())) {
      if (typeof loader !== "function" || !/^load[A-Z]/.test(name)) continue;
      if (notForPeopleOfTheOffice.includes(name)) continue;
      for (const argument of [foreign.envelopeId, foreign.documentId, {}, { q: planted }]) {
        const shown = await Promise.resolve(loader(argument)).catch((error: Error) => error.name);
        asked++;
        const text = JSON.stringify(shown ?? null);
        expect(text.includes(planted) && !text.includes(`"q":"${planted}"`), name).toBe(false);
        expect(text, name).not.toContain(foreign.recipientId);
      }
    }
  expect(asked).toBeGreaterThan(40);
  const { loadEnvelope } = await import("./load-envelope");
  const { loadEnvelopeList } = await import("./loaders");
  expect((await loadEnvelope(mine)).envelope.id).toBe(mine);
  const { rows, counts } = await loadEnvelopeList({});
  expect(rows.map(({ id }) => id)).toEqual([mine]);
  expect(counts).toEqual({ draft: { count: 1, isMore: false } });
  expect((await loadEnvelopeList({ q: planted })).found.count).toBe(0);
});

const routes = import.meta.glob<Record<string, unknown>>("/app/api/**/route.ts");
/** Without a session, behind a secret of their own, or a stream whose events are asked one by one. */
const otherRoutes = [
  "/app/api/auth/[...nextauth]/route.ts",
  "/app/api/callbacks/[provider]/[token]/route.ts",
  "/app/api/events/route.ts",
  "/app/api/events/missed/route.ts",
  "/app/api/health/route.ts",
  "/app/api/printable/[token]/route.ts",
];
/** They name no envelope, but give what this person may see. */
const ownThings = ["/app/api/envelopes/list/route.ts"];

test("no route gives a file of another team; every route is asked", async () => {
  const asked: string[] = [];
  for (const [path, load] of Object.entries(routes)) {
    if (otherRoutes.includes(path)) continue;
    asked.push(path);
    const { GET } = (await load()) as { GET?: (...of: unknown[]) => Promise<Response> };
    if (!GET) continue;
    for (const kind of ["signed", "certificate", "original", "facts", "timeline", "csv", "json"]) {
      const params = Promise.resolve({ ...foreign, kind });
      const answer = await GET(new Request(origin), { params });
      if (ownThings.includes(path)) {
        const text = await answer.text();
        expect(text, path).toContain("Somebody of ours");
        expect(text, path).not.toContain(planted);
        continue;
      }
      expect(answer.status, `${path} ${kind}`).toBeGreaterThanOrEqual(400);
    }
  }
  expect(asked.length + otherRoutes.length).toBe(Object.keys(routes).length);
});
