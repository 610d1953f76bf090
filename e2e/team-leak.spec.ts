import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import type { z } from "zod";
import * as schema from "@/lib/envelopes/schema";
import { artifactKinds } from "@/lib/vocabulary/envelope";
import { reportTables } from "@/lib/vocabulary/report";
import { makeContract } from "./fixtures/make-pdfs";
import { everyByte } from "./support/every-byte";
import type { Person } from "./support/office";
import {
  atDesk,
  dragBox,
  invite,
  join,
  linkOf,
  namePeople,
  send,
  setUp,
  toReview,
  upload,
} from "./support/office";
import type { Portal } from "./support/portal";
import { startPortal } from "./support/portal";
import { everyRoute } from "./support/routes";
import { sampleOf } from "./support/sample-of";

/** A word of every planted string, for searches; the strings themselves are asked for nowhere. */
const stem = "quokka";
const plant = (what: string): string => `${stem}${what}${randomUUID().slice(0, 8)}`;
/** What the other team has. Its owner must find each of them, or the search would prove nothing. */
const planted = {
  title: plant("title"),
  draft: plant("draft"),
  person: plant("person"),
  draftPerson: plant("draftperson"),
  email: `${plant("mail")}@example.org`,
  phone: "+998901112233",
  reason: plant("reason"),
  message: plant("message"),
  page: plant("page"),
  file: plant("file"),
  view: plant("view"),
  teamView: plant("teamview"),
  team: plant("team"),
  nationalId: "31415926535897",
  placement: "27.18281828459",
};
/** Searched for, which an answer repeats. */
const searchedNationalId = "14142135623730";

/**
 * How each address is asked for: with what stands in the brackets, and with these queries. A route
 * that is not here fails the test.
 */
const plain = [""];
const queries: Readonly<Record<string, readonly string[]>> = {
  "/": plain,
  "/envelopes": [
    "",
    `?q=${stem}`,
    "?sort=title",
    "?owner=[ownerId]",
    "?team=[teamId]",
    "?status=draft",
    `?q=${searchedNationalId}`,
    `?recipient=${searchedNationalId}`,
  ],
  "/envelopes/bulk": plain,
  "/envelopes/bulk/[runId]": plain,
  "/envelopes/new": plain,
  "/envelopes/[envelopeId]": plain,
  "/envelopes/[envelopeId]/people": plain,
  "/envelopes/[envelopeId]/boxes": plain,
  "/envelopes/[envelopeId]/review": plain,
  "/envelopes/[envelopeId]/values": plain,
  "/reports": ["", "?period=year"],
  "/templates": ["", `?q=${stem}`],
  "/templates/new": plain,
  "/templates/[templateId]": plain,
  "/templates/[templateId]/edit": plain,
  "/templates/[templateId]/many": plain,
  "/templates/[templateId]/renew": plain,
  "/settings": plain,
  "/settings/profile": plain,
  "/settings/people": plain,
  "/settings/teams": plain,
  "/settings/organisation": plain,
  "/settings/providers": plain,
  "/settings/providers/new": plain,
  "/settings/providers/[connectionId]": plain,
  "/settings/system": plain,
  "/settings/audit": plain,
  "/api/documents": plain,
  "/api/documents/[documentId]/file": plain,
  "/api/envelopes/[envelopeId]/files/[kind]": plain,
  "/api/envelopes/[envelopeId]/exports/[kind]": plain,
  "/api/envelopes/[envelopeId]/proof": plain,
  "/api/envelopes/archive": plain,
  "/api/envelopes/list": [
    "",
    `?q=${stem}`,
    `?q=${searchedNationalId}`,
    "?owner=[ownerId]",
    "?team=[teamId]",
  ],
  "/api/envelopes/bulk/[runId]": plain,
  "/api/reports/[table]": plain,
  "/api/callbacks/[provider]/[token]": plain,
  "/api/printable/[token]": plain,
  "/api/events": ["?after=0"],
  "/api/events/missed": ["?after=0", "?after=1"],
  "/api/auth/[...nextauth]": plain,
  "/api/health": plain,
  "/api/ready": plain,
  "/api/metrics": plain,
  "/icon.svg": plain,
  "/sign-in": plain,
  "/set-up/[token]": plain,
  "/invitations/[token]": plain,
  "/sign/[token]": plain,
  "/sign/[token]/launch": plain,
  "/sign/[token]/file": plain,
  "/sign/[token]/signed": plain,
  "/sign/[token]/certificate": plain,
  "/return/[token]": plain,
};
/** What may stand in each bracket; those of the other team are in `theirs`. */
const choices: Readonly<Record<string, readonly string[]>> = {
  table: reportTables,
  kind: [
    "original",
    "signed",
    "certificate",
    "timeline.csv",
    "timeline.json",
    "values.csv",
    "values.json",
  ],
  provider: ["built-in"],
  "...nextauth": ["session", "csrf", "providers"],
};

let portal: Portal;
const theirs: Record<string, string[]> = {};
let owner: Person;
let strangers: readonly {
  readonly name: string;
  readonly person?: Person;
  readonly token: string;
}[];

function inDatabase<Result>(run: (database: Database.Database) => Result): Result {
  const database = new Database(path.join(portal.dataFolder, "muhr.db"), { timeout: 10_000 });
  try {
    return run(database);
  } finally {
    database.close();
  }
}

/** @returns the id of the envelope and its recipient's secret */
async function sendOne(person: Person, file: string, title: string, name: string, bytes: Buffer) {
  const envelopeId = await upload(person, file, bytes);
  await namePeople(person, title, [{ name }]);
  await dragBox(person, 0, 1, { x: 0.4, y: 0.5 });
  await toReview(person);
  await send(person);
  const token = new URL(await linkOf(person, name)).pathname.split("/").at(-1) ?? "";
  return { envelopeId, token };
}

/** What no screen was used for. */
function plantRest(envelopeId: string): void {
  inDatabase((database) => {
    const account = (email: string) =>
      database.prepare("select id from accounts where email = ?").pluck().get(email) as string;
    const now = Date.now();
    for (const [id, name, members] of [
      ["team-theirs", planted.team, ["owner"]],
      ["team-ours", "Ours", ["staff", "manager"]],
    ] as const) {
      database
        .prepare("insert into teams (id, name, created_at) values (?, ?, ?)")
        .run(id, name, now);
      for (const member of members) {
        const accountId = account(`${member}@example.org`);
        database
          .prepare(
            "insert into team_members (id, team_id, account_id, is_default) values (?, ?, ?, 1)",
          )
          .run(randomUUID(), id, accountId);
        database.prepare("update envelopes set team_id = ? where owner_id = ?").run(id, accountId);
      }
    }
    const ownerId = account("owner@example.org");
    for (const [name, shared, team] of [
      [planted.view, "nobody", null],
      [planted.teamView, "team", "team-theirs"],
    ])
      database
        .prepare(
          "insert into saved_views (id, owner_id, name, filter, shared_with, team_id, created_at) values (?, ?, ?, 'status=draft', ?, ?, ?)",
        )
        .run(randomUUID(), ownerId, name, shared, team, now);
    database
      .prepare(
        "update recipients set email = ?, phone = ?, status = 'declined', decline_reason = ?, acted_at = ? where envelope_id = ?",
      )
      .run(planted.email, planted.phone, planted.reason, now, envelopeId);
    database
      .prepare("update envelopes set message = ? where id = ?")
      .run(planted.message, envelopeId);
    database
      .prepare("update placements set x = ? where envelope_id = ?")
      .run(Number(planted.placement), envelopeId);
    const ids = (statement: string) => database.prepare(statement).pluck().all(ownerId) as string[];
    Object.assign(theirs, {
      envelopeId: ids("select id from envelopes where owner_id = ?"),
      documentId: ids("select id from documents where owner_id = ?"),
      recipientId: ids(
        "select id from recipients where envelope_id in (select id from envelopes where owner_id = ?)",
      ),
      viewId: ids("select id from saved_views where owner_id = ?"),
      ownerId: [ownerId],
      teamId: ["team-theirs"],
      templateId: [randomUUID()],
      connectionId: database.prepare("select id from connections").pluck().all() as string[],
    });
  });
}

/** Numbers are kept encrypted and hashed, which the portal alone can do. */
async function plantNationalIds(): Promise<void> {
  const draft = inDatabase((database) =>
    database.prepare("select id, rev from envelopes where title = ?").get(planted.draft),
  ) as { id: string; rev: number };
  const person = (name: string, national_id: string) => ({
    id: randomUUID(),
    ...{ role: "signer", name, email: "", phone: "", language: "en" },
    ...{ identification: "link", senderCode: "", identity: { national_id } },
  });
  const { text } = await act(owner, "saveDraftAction", {
    ...{ envelopeId: draft.id, rev: draft.rev, title: planted.draft, message: "" },
    ...{ signingOrder: "parallel", expiresAt: null, options: {} },
    recipients: [
      person(planted.draftPerson, planted.nationalId),
      person("Searched", searchedNationalId),
    ],
  });
  expect(text).toContain('"ok":true');
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  portal = await startPortal();
  const admin = await atDesk(browser, portal.url, "en");
  await setUp(admin, portal.setupLink());
  const joined = async (name: string, role: "staff" | "manager") => {
    const person = await atDesk(browser, portal.url, "en");
    await join(person, await invite(admin, name, `${name.toLowerCase()}@example.org`, role));
    return person;
  };
  owner = await joined("Owner", "staff");
  const staff = await joined("Staff", "staff");
  const manager = await joined("Manager", "manager");
  const text = makeContract({ pages: [{ text: [planted.page] }] });
  const sent = await sendOne(owner, `${planted.file}.pdf`, planted.title, planted.person, text);
  await upload(owner, "draft.pdf", text);
  await namePeople(owner, planted.draft, [{ name: planted.draftPerson }]);
  const { token } = await sendOne(staff, "ours.pdf", "Ours", "Somebody of ours", makeContract());
  plantRest(sent.envelopeId);
  await plantNationalIds();
  theirs.token = [sent.token];
  strangers = [
    { name: "staff", person: staff, token },
    { name: "manager", person: manager, token },
    { name: "recipient", token },
    { name: "nobody", token: "A".repeat(43) },
  ];
  await admin.context.close();
});
test.afterAll(() => portal.remove());

/** Every address of a route, with each of these ids in its place. */
function addressesOf(route: string, ids: Readonly<Record<string, readonly string[]>>): string[] {
  let addresses = (queries[route] ?? []).map((query) => route + query);
  for (const [hole = "", name = ""] of (addresses[0] ?? "").matchAll(/\[([^\]]+)\]/g))
    addresses = addresses.flatMap((address) =>
      (ids[name] ?? choices[name] ?? ["none"]).map((id) => address.replace(hole, id)),
    );
  return addresses.map((address) =>
    address.replace(/\[(\w+)\]/g, (_, name: string) => ids[name]?.[0] ?? "none"),
  );
}

type Asked = {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

async function ask(person: Person | undefined, address: string, asked: Asked = {}) {
  const cookies = (await person?.context.cookies(portal.url)) ?? [];
  const leave = new AbortController();
  const url = new URL(address, portal.url);
  if (asked === forRouter) url.search += `${url.search ? "&" : "?"}_rsc`;
  const answer = await fetch(url, {
    ...asked,
    redirect: "manual",
    signal: leave.signal,
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
      origin: portal.url,
      ...asked.headers,
    },
  });
  const isEndless = answer.headers.get("content-type")?.startsWith("text/event-stream");
  if (isEndless) setTimeout(() => leave.abort(), 1_000);
  const chunks: Uint8Array[] = [];
  try {
    const reader = answer.body?.getReader();
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
      chunks.push(read.value);
  } catch (error) {
    if (!isEndless) throw error;
  }
  const headers = [...answer.headers].join("\n");
  return { status: answer.status, text: `${headers}\n${everyByte(Buffer.concat(chunks))}` };
}

/** Next answers its router only where the address says so too. */
const forRouter: Asked = { headers: { RSC: "1" } };
/** As a page, as what Next's router asks for, as another format, and as a write. */
const manners: readonly Asked[] = [
  {},
  forRouter,
  { headers: { accept: "application/json" } },
  { method: "POST", headers: { "content-type": "application/pdf" } },
];

/** Their files and the index of them, as one ZIP. */
const formsOf = (route: string): readonly Asked[] => {
  if (route !== "/api/envelopes/archive") return [];
  const order = { selection: { ids: theirs.envelopeId }, kinds: artifactKinds };
  return [
    {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ order: JSON.stringify(order) }).toString(),
    },
  ];
};

async function everythingOf(
  person: Person | undefined,
  ids: Readonly<Record<string, readonly string[]>>,
): Promise<string> {
  const requests = everyRoute.flatMap((route) =>
    addressesOf(route, ids).flatMap((address) =>
      [...manners, ...formsOf(route)].map((asked) => ({ address, asked })),
    ),
  );
  const answers: string[] = [];
  await inParallel(requests, async ({ address, asked }) => {
    const { text } = await ask(person, address, asked);
    answers.push(`${JSON.stringify(asked)} ${address}\n${text}`);
  });
  return answers.join("\n\n");
}

/** A few at once: the portal answers on two cores. */
async function inParallel<Item>(items: readonly Item[], run: (item: Item) => Promise<void>) {
  const left = [...items];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: 6 }, work));
}

test("every route is asked", () => {
  expect(Object.keys(queries).toSorted()).toEqual([...new Set(everyRoute)].toSorted());
});

test("whoever it belongs to finds every planted string, also as what the router asks for", async () => {
  const found = await everythingOf(owner, theirs);
  for (const [what, text] of Object.entries(planted)) expect(found.includes(text), what).toBe(true);
  const { text } = await ask(owner, `/envelopes?q=${stem}`, forRouter);
  expect(text).toContain("text/x-component");
  for (const title of [planted.title, planted.draft]) expect(text).toContain(title);
  const byNumber = await ask(owner, `/envelopes?q=${searchedNationalId}`);
  expect(byNumber.text).toContain(planted.draft);
  expect(byNumber.text).not.toContain(planted.title);
  const [form] = formsOf("/api/envelopes/archive");
  expect((await ask(owner, "/api/envelopes/archive", form)).text).toContain(planted.title);
  for (const id of theirs.envelopeId ?? [])
    expect((await ask(owner, "/api/events?after=0")).text).toContain(id);
});

for (const role of ["staff", "manager", "recipient", "nobody"])
  test(`in no byte that ${role} of elsewhere can fetch is anything of another team`, async () => {
    const stranger = strangers.find(({ name }) => name === role);
    const ids = { ...theirs, token: [stranger?.token ?? ""] };
    const found = await everythingOf(stranger?.person, ids);
    const leaks = Object.values(planted).flatMap((text) => {
      const at = found.indexOf(text);
      return at < 0 ? [] : [found.slice(Math.max(0, at - 600), at + 60)];
    });
    expect(leaks).toEqual([]);
  });

test("a stream tells of no change in another team while it happens", async () => {
  const manager = strangers[1]?.person;
  const watching = [ask(manager, "/api/events?after=0"), ask(owner, "/api/events?after=0")];
  const answer = await act(owner, "createEnvelopeAction", { documentId: theirs.documentId?.[0] });
  expect(answer.text).toContain('"ok":true');
  const [foreign, own] = await Promise.all(watching);
  const made = inDatabase((database) =>
    database
      .prepare("select id from envelopes where owner_id = ? order by created_at desc")
      .pluck()
      .get(theirs.ownerId?.[0]),
  ) as string;
  expect(theirs.envelopeId).not.toContain(made);
  expect(own?.text).toContain(made);
  for (const id of [made, ...(theirs.envelopeId ?? [])]) expect(foreign?.text).not.toContain(id);
});

type Manifest = {
  readonly node: Readonly<
    Record<
      string,
      {
        readonly exportedName?: string;
        readonly filename?: string;
        readonly workers: Record<string, unknown>;
      }
    >
  >;
};
const { node } = JSON.parse(
  readFileSync(".next/server/server-reference-manifest.json", "utf8"),
) as Manifest;

/** Calls a server action as a page's script does. */
async function act(person: Person | undefined, action: string, input: unknown) {
  const [id, known] = Object.entries(node).find(([, one]) => one.exportedName === action) ?? [];
  if (!id || !known) throw new Error(`No action ${action}`);
  const page = Object.keys(known.workers).find((name) => name.startsWith("app/(portal)/")) ?? "";
  const route = `/${page
    .split("/")
    .slice(1, -1)
    .filter((part) => !part.startsWith("("))
    .join("/")}`;
  const address = addressesOf(route, theirs)[0] ?? "/";
  return ask(person, address, {
    method: "POST",
    headers: {
      "next-action": id,
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
    },
    body: JSON.stringify([input]),
  });
}

test("no action over HTTP does anything to what another team has", async () => {
  const samples = Object.values(schema).flatMap((type) => {
    const isObject =
      typeof type === "object" &&
      "shape" in type &&
      ("envelopeId" in (type.shape as object) || "documentId" in (type.shape as object));
    return isObject ? [sampleOf(type as z.ZodObject, (name) => theirs[name]?.[0])] : [];
  });
  const inputs = [...new Map(samples.map((sample) => [JSON.stringify(sample), sample])).values()];
  // The rooms whose actions take an envelope, a document or a template.
  const actions = Object.values(node).flatMap(({ exportedName, filename = "", workers }) =>
    exportedName &&
    /^lib\/(envelopes|documents|templates|operations)\//.test(filename) &&
    Object.keys(workers).some((name) => name.startsWith("app/(portal)/"))
      ? [exportedName]
      : [],
  );
  expect(actions.length).toBeGreaterThan(30);
  const dump = () =>
    inDatabase((database) =>
      JSON.stringify([
        database
          .prepare("select * from envelopes where owner_id = ? order by id")
          .all(theirs.ownerId?.[0]),
        database.prepare("select * from recipients order by id").all(),
        database.prepare("select * from placements order by id").all(),
      ]),
    );
  const before = dump();
  const refused = new Set<string>();
  await inParallel(
    actions.flatMap((action) => inputs.map((sample) => ({ action, sample }))),
    async ({ action, sample }) => {
      const { text } = await act(strangers[1]?.person, action, sample);
      for (const one of Object.values(planted)) expect(text, action).not.toContain(one);
      if (/"code":"(not_found|forbidden)"/.test(text)) refused.add(action);
      else if (text.includes('"ok":true')) expect.soft(action).toBe("refused");
    },
  );
  for (const action of ["sendEnvelopeAction", "cancelEnvelopeAction", "saveDraftAction"])
    expect([...refused]).toContain(action);
  expect(refused.size).toBeGreaterThan(20);
  expect(dump()).toBe(before);
});
