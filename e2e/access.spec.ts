import { randomUUID } from "node:crypto";
import path from "node:path";
import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import { providers } from "@/lib/providers/registry";
import type { Role } from "@/lib/vocabulary/account";
import { makeContract } from "./fixtures/make-pdfs";
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

/** Who stands at the door of an address: nobody, the sign-in page, a 401, a recipient's link. */
type Door = "none" | "sign_in" | "session" | "link_page" | "link_file" | "link_launch";

type Rule = {
  readonly door: Door;
  readonly method?: "POST";
  /** Status for an object of one's own, of somebody else, and for a missing one. */
  readonly objects?: Readonly<Record<Role, readonly [number | null, number, number]>>;
  /** Status for each role where there is no object. */
  readonly roles?: Readonly<Record<Role, number>>;
};

const everybody = { admin: 200, manager: 200, staff: 200, auditor: 200 };
/** There is no template and no run; who may read and change one is told in its own room. */
const nobody = { admin: 404, manager: 404, staff: 404, auditor: 404 };
const unchosen = { admin: 400, manager: 400, staff: 400, auditor: 400 };
const adminAlone = { admin: 200, manager: 404, staff: 404, auditor: 404 };
/** An auditor owns nothing. A draft of one's own leads on to its first step. */
const read = (own: number) =>
  ({
    admin: [own, 404, 404],
    manager: [own, 200, 404],
    staff: [own, 404, 404],
    auditor: [null, 200, 404],
  }) as const;
/** There is a proof until it is sent. */
const unsent = {
  admin: [200, 404, 404],
  manager: [200, 409, 404],
  staff: [200, 404, 404],
  auditor: [null, 409, 404],
} as const;
/** Who may look but not change is sent to the envelope's page. */
const draft = {
  admin: [200, 404, 404],
  manager: [200, 307, 404],
  staff: [200, 404, 404],
  auditor: [null, 307, 404],
} as const;

const rules: Readonly<Record<string, Rule>> = {
  "/": { door: "sign_in", roles: everybody },
  "/envelopes": { door: "sign_in", roles: everybody },
  "/envelopes/bulk": { door: "sign_in", roles: everybody },
  "/envelopes/bulk/[runId]": { door: "sign_in", roles: nobody },
  "/envelopes/new": { door: "sign_in", roles: { ...everybody, auditor: 404 } },
  "/envelopes/[envelopeId]": { door: "sign_in", objects: read(307) },
  "/envelopes/[envelopeId]/people": { door: "sign_in", objects: draft },
  "/envelopes/[envelopeId]/boxes": { door: "sign_in", objects: draft },
  "/envelopes/[envelopeId]/review": { door: "sign_in", objects: draft },
  // A draft of a document has no values: whoever may change it is sent to its boxes.
  "/envelopes/[envelopeId]/values": {
    door: "sign_in",
    objects: {
      admin: [307, 404, 404],
      manager: [307, 307, 404],
      staff: [307, 404, 404],
      auditor: [null, 307, 404],
    },
  },
  "/reports": { door: "sign_in", roles: everybody },
  "/templates": { door: "sign_in", roles: everybody },
  "/templates/new": { door: "sign_in", roles: { ...everybody, staff: 404, auditor: 404 } },
  "/templates/[templateId]": { door: "sign_in", roles: nobody },
  "/templates/[templateId]/edit": { door: "sign_in", roles: nobody },
  "/templates/[templateId]/many": { door: "sign_in", roles: nobody },
  "/templates/[templateId]/renew": { door: "sign_in", roles: nobody },
  "/settings": {
    door: "sign_in",
    roles: { admin: 307, manager: 307, staff: 307, auditor: 307 },
  },
  "/settings/profile": { door: "sign_in", roles: everybody },
  "/settings/people": { door: "sign_in", roles: adminAlone },
  "/settings/teams": { door: "sign_in", roles: adminAlone },
  "/settings/organisation": { door: "sign_in", roles: adminAlone },
  "/settings/providers": { door: "sign_in", roles: adminAlone },
  "/settings/providers/new": { door: "sign_in", roles: adminAlone },
  "/settings/providers/[connectionId]": { door: "sign_in", roles: adminAlone },
  "/settings/system": { door: "sign_in", roles: adminAlone },
  "/settings/audit": { door: "sign_in", roles: { ...adminAlone, auditor: 200 } },
  "/api/documents": {
    door: "session",
    method: "POST",
    roles: { admin: 201, manager: 201, staff: 201, auditor: 403 },
  },
  "/api/documents/[documentId]/file": { door: "session", objects: read(200) },
  "/api/envelopes/[envelopeId]/files/[kind]": { door: "session", objects: read(200) },
  "/api/envelopes/[envelopeId]/exports/[kind]": { door: "session", objects: read(200) },
  "/api/envelopes/[envelopeId]/proof": { door: "session", objects: unsent },
  // Nothing is chosen; which files come is told in download-many.test.ts.
  "/api/envelopes/archive": { door: "session", method: "POST", roles: unchosen },
  "/api/envelopes/list": { door: "session", roles: everybody },
  "/api/envelopes/bulk/[runId]": { door: "session", roles: nobody },
  "/api/reports/[table]": { door: "session", roles: everybody },
  "/api/callbacks/[provider]/[token]": { door: "link_page", method: "POST" },
  "/api/printable/[token]": { door: "link_page" },
  "/api/events": { door: "session", roles: everybody },
  "/api/events/missed": { door: "session", roles: everybody },
  "/api/auth/[...nextauth]": { door: "none" },
  "/api/health": { door: "none" },
  "/api/ready": { door: "none" },
  // Without a token of the operator there is no such page; with one: operations.spec.ts.
  "/api/metrics": { door: "link_page" },
  "/icon.svg": { door: "none" },
  "/sign-in": { door: "none" },
  "/set-up/[token]": { door: "none" },
  "/invitations/[token]": { door: "none" },
  "/sign/[token]": { door: "link_page" },
  "/sign/[token]/launch": { door: "link_launch", method: "POST" },
  "/sign/[token]/file": { door: "link_file" },
  "/sign/[token]/signed": { door: "link_file" },
  "/sign/[token]/certificate": { door: "link_file" },
  "/return/[token]": { door: "link_page" },
};

const guessed = "A".repeat(43);
type Ids = { readonly envelopeId: string; readonly documentId: string };

const addressOf = (route: string, { envelopeId, documentId }: Ids): string =>
  route
    .replace("[envelopeId]", envelopeId)
    .replace("[documentId]", documentId)
    .replace("exports/[kind]", "exports/timeline.csv")
    .replace("[kind]", "original")
    .replace("[templateId]", randomUUID())
    .replace("[runId]", randomUUID())
    .replace("[table]", "providers")
    .replace("[connectionId]", () => lookUp<{ id: string }>("select id from connections").id)
    .replace("[provider]", providers.find(({ receiveCallback }) => receiveCallback)?.id ?? "none")
    .replace("[token]", guessed)
    .replace("[...nextauth]", "session");

let portal: Portal;
const people = new Map<Role | "owner", Person>();
const own = new Map<Role, Ids>();
const title = "Lease of the foreign flat";
let foreign: Ids = { envelopeId: "", documentId: "" };
const links = { anahit: "", behruz: "" };

const personOf = (name: Role | "owner"): Person => {
  const person = people.get(name);
  if (!person) throw new Error(`Nobody is ${name}`);
  return person;
};

/** The row as the portal wrote it; a test may look where a person may not. */
function lookUp<Row>(statement: string, ...values: string[]): Row {
  const database = new Database(path.join(portal.dataFolder, "muhr.db"), { readonly: true });
  try {
    return database.prepare(statement).get(...values) as Row;
  } finally {
    database.close();
  }
}

const idsOf = (envelopeId: string): Ids => {
  const statement = "select document_id as id from envelopes where id = ?";
  return { envelopeId, documentId: lookUp<{ id: string }>(statement, envelopeId).id };
};

const countOf = (table: "envelopes" | "documents"): number =>
  lookUp<{ count: number }>(`select count(*) as count from ${table}`).count;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  portal = await startPortal();
  const admin = await atDesk(browser, portal.url, "en");
  people.set("admin", admin);
  await setUp(admin, portal.setupLink());
  for (const name of ["manager", "staff", "auditor", "owner"] as const) {
    const person = await atDesk(browser, portal.url, "en");
    const role = name === "owner" ? "staff" : name;
    await join(person, await invite(admin, name, `${name}@example.org`, role));
    people.set(name, person);
  }
  for (const role of ["admin", "manager", "staff"] as const)
    own.set(role, idsOf(await upload(personOf(role), "Own.pdf", makeContract())));
  const owner = personOf("owner");
  const envelopeId = await upload(owner, "Foreign.pdf", makeContract());
  const both = [{ name: "Anahit" }, { name: "Behruz", role: "approver" as const }];
  await namePeople(owner, title, both, "parallel");
  await dragBox(owner, 0, 1, { x: 0.3, y: 0.7 });
  await toReview(owner);
  await send(owner);
  links.anahit = await linkOf(owner, "Anahit");
  links.behruz = await linkOf(owner, "Behruz");
  foreign = idsOf(envelopeId);
});
test.afterAll(async () => {
  for (const { context } of people.values()) await context.close();
  await portal.remove();
});

/** `origin` null: none is told. */
type Asked = { readonly method?: "POST"; readonly origin?: string | null };

/** Asks as this person's browser would, and follows nothing. */
async function ask(
  person: Person | undefined,
  address: string,
  { method, origin = portal.url }: Asked = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const cookies = (await person?.context.cookies(portal.url)) ?? [];
  const leave = new AbortController();
  const answer = await fetch(new URL(address, portal.url), {
    method: method ?? "GET",
    redirect: "manual",
    signal: leave.signal,
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
      ...(origin === null ? {} : { origin }),
      ...(method ? { "content-type": "application/pdf" } : {}),
    },
    ...(method ? { body: new Uint8Array(makeContract()) } : {}),
  });
  const { status, headers } = answer;
  const isEndless = headers.get("content-type")?.startsWith("text/event-stream");
  const text = isEndless ? "" : await answer.text();
  leave.abort();
  return { status, headers, text };
}

test("every address of the portal has its rule here", () => {
  expect(Object.keys(rules).toSorted()).toEqual([...new Set(everyRoute)].toSorted());
});

for (const [route, { door, method }] of Object.entries(rules))
  test(`signed out, ${route} opens nothing that is not public`, async () => {
    const { status, headers, text } = await ask(undefined, addressOf(route, foreign), {
      ...(method ? { method } : {}),
    });
    const statuses = {
      none: 200,
      sign_in: 307,
      session: 401,
      link_page: 404,
      link_file: 410,
      link_launch: 303,
    };
    expect(status).toBe(statuses[door]);
    // Back to the page of that link, which says that it opens nothing.
    if (door === "link_launch") expect(headers.get("location")).toBe(`/sign/${guessed}`);
    if (door === "sign_in") expect(headers.get("location")).toMatch(/^\/sign-in(\?|$)/);
    if (route.startsWith("/api/auth")) expect(text).toBe("{}");
    for (const secret of [title, "Anahit", "%PDF", "owner@example.org"])
      expect(text).not.toContain(secret);
  });

for (const [route, { objects = undefined, roles, method }] of Object.entries(rules)) {
  for (const [role, status] of Object.entries(roles ?? {}) as [Role, number][])
    test(`${role} gets ${status} from ${route}`, async () => {
      const asked = method ? { method } : {};
      const answer = await ask(personOf(role), addressOf(route, foreign), asked);
      expect(answer.status).toBe(status);
    });
  for (const role of Object.keys(objects ?? {}) as Role[])
    test(`${role} gets from ${route} what the role may see`, async () => {
      const [mine, others, missing] = objects?.[role] ?? [];
      const statusFor = async (ids: Ids) => {
        const { status, text } = await ask(personOf(role), addressOf(route, ids));
        if (status !== 200) expect(text).not.toContain(title);
        return status;
      };
      const ids = own.get(role);
      expect(ids ? await statusFor(ids) : null).toBe(mine);
      expect(await statusFor(foreign)).toBe(others);
      expect(await statusFor({ envelopeId: randomUUID(), documentId: randomUUID() })).toBe(missing);
      expect(await statusFor({ envelopeId: "..%2f", documentId: "'--" })).toBe(missing);
    });
}

test("a list shows only what the role may see", async () => {
  for (const [role, isShown] of [
    ["admin", false],
    ["manager", true],
    ["staff", false],
    ["auditor", true],
  ] as const)
    for (const address of ["/envelopes", "/envelopes?q=Lease", "/"]) {
      const { text } = await ask(personOf(role), address);
      if (!isShown) expect(text).not.toContain(title);
      else if (address !== "/") expect(text).toContain(title);
    }
});

const strangers = [null, "null", "https://example.net", "http://localhost:1"] as const;

test("a file is only taken from a page of ours", async () => {
  const before = countOf("documents");
  for (const origin of strangers) {
    const answer = await ask(personOf("staff"), "/api/documents", { method: "POST", origin });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("bad_origin");
  }
  expect(countOf("documents")).toBe(before);
});

test("nobody is signed out by a page of somebody else", async () => {
  for (const origin of strangers)
    for (const address of ["/api/auth/signout", "/api/auth/callback/credentials"])
      expect((await ask(personOf("staff"), address, { method: "POST", origin })).status).toBe(403);
  expect((await ask(personOf("staff"), "/settings/profile")).status).toBe(200);
});

test("an action is only taken from a page of ours", async () => {
  const staff = personOf("staff");
  const [made] = await Promise.all([
    staff.page.waitForRequest((request) => request.headers()["next-action"] !== undefined),
    upload(staff, "Twice.pdf", makeContract()),
  ]);
  const action = made.headers()["next-action"] ?? "";
  const cookies = await staff.context.cookies(portal.url);
  const repeat = async (origin: string | null, asForm: boolean): Promise<number> => {
    const before = countOf("envelopes");
    const form = new FormData();
    form.set(`$ACTION_ID_${action}`, "");
    const answer = await fetch(made.url(), {
      method: "POST",
      headers: {
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
        ...(asForm ? {} : { "next-action": action, "content-type": "text/plain;charset=UTF-8" }),
        ...(origin === null ? {} : { origin }),
      },
      body: asForm ? form : (made.postData() ?? ""),
    });
    await answer.text();
    return countOf("envelopes") - before;
  };
  for (const origin of strangers)
    for (const asForm of [false, true]) expect(await repeat(origin, asForm)).toBe(0);
  expect(await repeat(portal.url, false)).toBe(1);
});

test("nobody is led on to a provider from a page of somebody else, nor by a link alone", async () => {
  const { pathname } = new URL(links.anahit);
  for (const origin of strangers) {
    const answer = await ask(undefined, `${pathname}/launch`, { method: "POST", origin });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("location")).toBeNull();
  }
  const { status } = await ask(undefined, `${pathname}/launch`);
  expect(status).toBe(405);
});

test("a recipient's link opens the page of that recipient alone", async ({ browser }) => {
  const { pathname: hers } = new URL(links.anahit);
  const { pathname: his } = new URL(links.behruz);
  const page = await ask(undefined, hers);
  expect(page.status).toBe(200);
  expect(page.text).not.toContain(his.split("/").at(-1));
  expect((await ask(undefined, `${hers}/file`)).text).toContain("%PDF");
  for (const kind of ["signed", "certificate"])
    expect((await ask(undefined, `${hers}/${kind}`)).status).toBe(404);

  const almost = hers.slice(0, -2) + (hers.endsWith("AA") ? "BB" : "AA");
  expect((await ask(undefined, almost)).status).toBe(404);
  for (const kind of ["file", "signed", "certificate"])
    expect((await ask(undefined, `${almost}/${kind}`)).status).toBe(410);
  // What opens a recipient's page opens nothing of the office, and is no name of anything in it.
  const visitor = await atDesk(browser, portal.url, "en");
  await visitor.page.goto(links.anahit);
  await expect(visitor.page.getByText("Anahit").first()).toBeVisible();
  for (const address of ["/", "/envelopes/[envelopeId]"])
    expect((await ask(visitor, addressOf(address, foreign))).status).toBe(307);
  for (const address of ["/api/documents/[documentId]/file", "/api/events"])
    expect((await ask(visitor, addressOf(address, foreign))).status).toBe(401);
  await visitor.context.close();
});

test("pages say what they may load, and are kept by nobody", async () => {
  const pages = [
    await ask(personOf("owner"), `/envelopes/${foreign.envelopeId}`),
    await ask(undefined, new URL(links.anahit).pathname),
    await ask(undefined, "/sign-in"),
    await ask(undefined, "/sign/no.pdf"),
  ];
  const nonces = pages.map(({ headers, text }) => {
    const policy = headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1] ?? "none";
    expect(text).toContain(`nonce="${nonce}"`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.has("x-powered-by")).toBe(false);
    return nonce;
  });
  expect(new Set(nonces).size).toBe(pages.length);
  expect(pages[1]?.headers.get("x-robots-tag")).toContain("noindex");
  expect(pages[1]?.text).toMatch(/<meta name="robots" content="noindex/);
});

test("files run nothing, tell no referrer and are kept by nobody", async () => {
  const { documentId, envelopeId } = foreign;
  const owner = personOf("owner");
  for (const [person, address] of [
    [owner, `/api/documents/${documentId}/file`],
    [owner, `/api/envelopes/${envelopeId}/files/original`],
    [undefined, `${new URL(links.anahit).pathname}/file`],
  ] as const) {
    const { headers } = await ask(person, address);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-security-policy": "sandbox; default-src 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
    expect(headers.has("x-powered-by")).toBe(false);
    if (!person) expect(headers.get("x-robots-tag")).toContain("noindex");
  }
});

test("an envelope that ended without completion hands out no file", async () => {
  const { page, words } = personOf("owner");
  const { envelope: t } = words;
  await page.goto(`/envelopes/${foreign.envelopeId}`);
  await page.getByRole("button", { name: t.cancel, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t.cancelReason, { exact: true }).fill("The flat is sold");
  await dialog.getByRole("button", { name: t.cancelConfirm, exact: true }).click();
  await expect(dialog).toHaveCount(0);
  for (const link of Object.values(links)) {
    const { pathname } = new URL(link);
    const { status, text } = await ask(undefined, pathname);
    expect(status).toBe(200);
    expect(text).toContain(words.sign.outcome.titles.canceled);
    for (const kind of ["file", "signed", "certificate"])
      expect((await ask(undefined, `${pathname}/${kind}`)).status).toBe(404);
  }
});
