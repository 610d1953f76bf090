import { eq, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { auditEvents } from "@/db/schema/system";
import { teamMembers, teams } from "@/db/schema/teams";
import { openTestDatabase } from "@/db/testing";
import { ensureHostedConnection } from "@/lib/connections/ensure-hosted-connection";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/kernel/ids";
import { readCsv } from "@/lib/kernel/read-csv";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { exportList } from "./export-list";
import { envelopeListFilter } from "./list-filter";
import { makeAccount, makeOffice } from "./testing";

openTestDatabase();
const now = new Date("2026-06-01T12:00:00Z");
const total = 603;
let staff: AccountActor;
let manager: AccountActor;
let stranger: AccountActor;

const titles = [
  '=HYPERLINK("http://x.example")',
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "قرارداد «الف»",
  "Ижара, № 7",
];

beforeAll(async () => {
  await makeOffice();
  staff = await makeAccount("staff");
  stranger = await makeAccount("manager");
  manager = await makeAccount("manager");
  await write(async (tx) => {
    const connectionId = await ensureHostedConnection(tx, now);
    for (const [name, who] of [
      ["Ours", manager],
      ["Theirs", stranger],
    ] as const) {
      const id = newId();
      await tx.insert(teams).values({ id, name, createdAt: now });
      await tx.insert(teamMembers).values({ id: newId(), teamId: id, accountId: who.accountId });
      if (name === "Ours") await fill(id, connectionId);
    }
    async function fill(teamId: string, connectionId: string) {
      const made = Array.from({ length: total }, (_, count) => {
        const at = new Date(now.getTime() - Math.floor(count / 4) * 60_000);
        const id = newId(at.getTime());
        return {
          envelope: {
            id,
            teamId,
            connectionId,
            ownerId: staff.accountId,
            referenceCode: `CODE-${count}`,
            title: titles[count] ?? `Lease ${count}`,
            message: "",
            status: count % 2 ? ("in_progress" as const) : ("completed" as const),
            rev: 1,
            signingOrder: "parallel" as const,
            providerOptions: {},
            currentAttempt: 0,
            searchText: "",
            createdAt: at,
            updatedAt: at,
            sentAt: at,
            endedAt: count % 2 ? null : at,
          },
          person: {
            id: newId(),
            envelopeId: id,
            position: 0,
            role: "signer" as const,
            name: count ? "Сергей Иванов" : "=cmd|' /C calc'!A0",
            language: "en",
            identification: "link" as const,
            status: count % 2 ? ("seen" as const) : ("signed" as const),
          },
        };
      });
      await tx.insert(envelopes).values(made.map(({ envelope }) => envelope));
      await tx.insert(recipients).values(made.map(({ person }) => person));
    }
  });
});

/** As our own reader has them. */
function linesOf(text: string): readonly (readonly string[])[] {
  const read = readCsv(text);
  return read.ok ? read.rows.map(({ cells }) => cells) : [];
}

const filterOf = (some: Record<string, string> = {}) => envelopeListFilter.parse(some);

async function exported(
  actor: AccountActor,
  some: Record<string, string> = {},
  locale: Locale = "en",
  between: () => Promise<void> = async () => {},
) {
  const made = await exportList(actor, filterOf(some), locale, now, async () => true);
  let text = "";
  for await (const part of made.lines) {
    text += part;
    await between();
  }
  return { name: made.name, text };
}

test("every envelope that the list shows is in the table once, in its order", async () => {
  const { text, name } = await exported(manager);
  expect(name).toBe("Envelopes 2026-06-01.csv");
  const [head = [], ...rows] = linesOf(text);
  expect(head.slice(0, 5)).toEqual(["Reference code", "Title", "Status", "Waiting for", "People"]);
  expect(rows).toHaveLength(total);
  expect(new Set(rows.map(([code]) => code)).size).toBe(total);
  const updated = rows.map((row) => row[head.indexOf("Last change (UTC)")] ?? "");
  expect(updated).toEqual(updated.toSorted().toReversed());
});

test("times are told in the zone that overrides the office's, as on every screen", async () => {
  process.env.TIME_ZONE = "Pacific/Kiritimati";
  try {
    const [head = [], first = []] = linesOf((await exported(manager)).text);
    const at = first[head.indexOf("Last change (Pacific/Kiritimati)")] ?? "";
    expect(at).toMatch(/\b2\b.*2026.*2:00/);
  } finally {
    delete process.env.TIME_ZONE;
  }
});

test("the table is narrowed as the list is, also from its later pages", async () => {
  const { text } = await exported(manager, { status: "completed", after: "0_1_a" });
  const rows = linesOf(text).slice(1);
  expect(rows).toHaveLength(Math.ceil(total / 2));
  expect(new Set(rows.map((row) => row[2]))).toEqual(new Set(["Completed"]));
});

test("nobody gets a line of another team", async () => {
  const { text } = await exported(stranger);
  expect(linesOf(text)).toHaveLength(1);
  expect(text).not.toContain("CODE-");
  expect(text).not.toContain("Ours");
});

test("no cell is a formula, and the words stay readable", async () => {
  const { text } = await exported(manager);
  const rows = linesOf(text).slice(1);
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t]/);
  const shown = rows.map((row) => row[1]);
  for (const title of titles.slice(0, 5)) expect(shown).toContain(`'${title}`);
  for (const title of titles.slice(5)) expect(shown).toContain(title);
});

test("a Persian reads Persian headings, words and dates, and a program reads ISO", async () => {
  const { text, name } = await exported(manager, {}, "fa");
  expect(name).toBe("فهرست سندها 2026-06-01.csv");
  const [head = [], ...rows] = linesOf(text);
  const first = rows.find(([code]) => code === "CODE-1") ?? [];
  const cellOf = (heading: string) => first[head.indexOf(heading)];
  expect(cellOf("وضعیت")).toBe("در جریان");
  expect(cellOf("ارسال (UTC)")).toBe("2026-06-01T12:00:00.000Z");
  expect(cellOf("ارسال (Asia/Tehran)")).toMatch(/۱۱ خرداد ۱۴۰۵.*۱۵:۳۰/);
});

test("what changes while it is written is neither lost nor there twice", async () => {
  const changed = ["CODE-0", `CODE-${total - 1}`];
  let parts = 0;
  const { text } = await exported(manager, {}, "en", async () => {
    parts += 1;
    // After the heading and the first of two pages.
    if (parts !== 2) return;
    await write(async (tx) => {
      const updatedAt = new Date(now.getTime() + 1_000);
      await tx
        .update(envelopes)
        .set({ updatedAt })
        .where(inArray(envelopes.referenceCode, changed));
    });
  });
  const codes = linesOf(text)
    .slice(1)
    .map(([code]) => code);
  expect(codes).toHaveLength(total);
  for (const code of changed) expect(codes.filter((each) => each === code)).toHaveLength(1);
});

test("it breaks off when the session has ended, and every export is audited", async () => {
  const before = await exportsOf(manager);
  const { lines } = await exportList(manager, filterOf(), "en", now, async () => false);
  const lastLine = async () => {
    for await (const _line of lines);
  };
  await expect(lastLine()).rejects.toMatchObject({ code: "signed_out" });
  expect((await exportsOf(manager)) - before).toBe(1);
});

const exportsOf = async ({ accountId }: AccountActor) =>
  (
    await read((db) => db.select().from(auditEvents).where(eq(auditEvents.action, "list.exported")))
  ).filter(({ actorId }) => actorId === accountId).length;
