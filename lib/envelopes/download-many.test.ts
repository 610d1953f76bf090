import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { artifacts, envelopes } from "@/db/schema/envelopes";
import { auditEvents } from "@/db/schema/system";
import { teamMembers, teams } from "@/db/schema/teams";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { readZip } from "@/e2e/support/read-zip";
import { ensureHostedConnection } from "@/lib/connections/ensure-hosted-connection";
import { storedFilePath, storeFile } from "@/lib/files/store-file";
import type { Locale } from "@/lib/i18n/locales";
import { locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { newId } from "@/lib/kernel/ids";
import { readCsv } from "@/lib/kernel/read-csv";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { ArtifactKind, EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { describeDownload } from "./describe-download";
import { downloadMany, indexName } from "./download-many";
import { planDownload } from "./plan-download";
import type { DownloadManyInput } from "./schema";
import { makeAccount, makeOffice } from "./testing";

openTestDatabase();
const now = new Date("2026-06-01T12:00:00Z");
const team = newId();
let connectionId = "";
let staff: AccountActor;
let manager: AccountActor;
let stranger: AccountActor;

const sound = { documentMatch: "good", cryptography: "good", identityAndTrust: "good" };
const verdict = { ...sound, problems: [], signatures: 1 };
const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

beforeAll(async () => {
  await makeOffice();
  staff = await makeAccount("staff");
  stranger = await makeAccount("manager");
  manager = await makeAccount("manager");
  const theirs = newId();
  manager = { ...manager, teamIds: [team] };
  stranger = { ...stranger, teamIds: [theirs] };
  await write(async (tx) => {
    connectionId = await ensureHostedConnection(tx, now);
    for (const [id, who] of [
      [team, manager],
      [theirs, stranger],
    ] as const) {
      await tx.insert(teams).values({ id, name: `Team ${id}`, createdAt: now });
      await tx.insert(teamMembers).values({ id: newId(), teamId: id, accountId: who.accountId });
    }
  });
});

let made = 0;

/** An envelope of the team, with its own bytes for each kind. @returns its id and their hashes */
async function makeOne(
  title: string,
  kinds: readonly ArtifactKind[] = ["signed_document"],
  status: EnvelopeStatus = "completed",
): Promise<{ readonly id: string; readonly sha256: string }> {
  const id = newId();
  made += 1;
  const referenceCode = `CODE-${made}`;
  const files = await Promise.all(
    kinds.map(async (kind) => {
      const own = Buffer.from(`%${referenceCode} ${kind}\n`);
      return { kind, ...(await storeFile(Buffer.concat([makeContract(), own]))) };
    }),
  );
  await write(async (tx) => {
    await tx.insert(envelopes).values({
      ...{ id, teamId: team, connectionId, ownerId: staff.accountId, referenceCode, title, status },
      ...{ message: "", rev: 1, signingOrder: "parallel", providerOptions: {}, currentAttempt: 0 },
      ...{ searchText: "", createdAt: now, updatedAt: now, sentAt: now, endedAt: now },
    });
    for (const file of files)
      await tx.insert(artifacts).values({
        ...{ id: newId(), envelopeId: id, ...file, verdict, createdAt: now },
      });
  });
  return { id, sha256: files[0]?.sha256 ?? "" };
}

const orderOf = (
  ids: readonly string[],
  kinds: readonly ArtifactKind[] = ["signed_document"],
): DownloadManyInput => ({ selection: { ids: [...ids] }, kinds: [...kinds] });

async function download(actor: AccountActor, order: DownloadManyInput, locale: Locale = "en") {
  const archive = await downloadMany(actor, order, locale, now, async () => true);
  const pieces: Uint8Array[] = [];
  for await (const piece of archive.content) pieces.push(Buffer.from(piece));
  const bytes = Buffer.concat(pieces);
  expect(bytes.byteLength).toBe(archive.length);
  const entries = readZip(bytes);
  const index = readCsv(entries.at(-1)?.bytes.toString("utf8") ?? "");
  const [head = [], ...rows] = index.ok ? index.rows.map(({ cells }) => cells) : [];
  const { downloads: t } = messagesFor(locale);
  const cell = (row: number, heading: string) => rows[row]?.[head.indexOf(heading)];
  return { ...archive, bytes, entries, rows, cell, t };
}

test("sixty envelopes become sixty files and an index that says each one's hash", async () => {
  const all: { id: string; sha256: string }[] = [];
  for (let count = 0; count < 60; count++) all.push(await makeOne(`قرارداد شمارهٔ ${count}`));
  const { entries, rows, cell, t, name } = await download(
    manager,
    orderOf(all.map(({ id }) => id)),
  );
  expect(name).toBe("Signed files 2026-06-01.zip");
  expect(entries).toHaveLength(61);
  expect(entries.at(-1)?.name).toBe(indexName);
  expect(entries.every(({ isUtf8 }) => isUtf8)).toBe(true);
  expect(rows).toHaveLength(60);
  for (const [place, { sha256 }] of all.entries()) {
    const { name, bytes } = entries[place] ?? expect.unreachable();
    expect(sha256Of(bytes)).toBe(sha256);
    expect([cell(place, t.file), cell(place, t.packed), cell(place, t.recorded)]).toEqual([
      ...[name, sha256, sha256],
    ]);
    expect(cell(place, t.state)).toBe("intact");
    expect(cell(place, "What was checked")).toContain("Nothing was changed after signing");
    expect(cell(place, t.reason)).toBe("");
  }
});

test("names are the code, the title and the kind, also where titles are alike or wild", async () => {
  const wild = ["../../etc/passwd", "con<>:", "Ижара шартномаси", "", "ا".repeat(300)];
  const twins = [await makeOne("Lease"), await makeOne("Lease")];
  const others = await Promise.all(wild.map((title) => makeOne(title)));
  const { entries } = await download(manager, orderOf([...twins, ...others].map(({ id }) => id)));
  const names = entries.map(({ name }) => name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  expect(names[0]).toMatch(/^CODE-\d+ Lease signed\.pdf$/);
  expect(names.some((name) => name.includes("Ижара шартномаси"))).toBe(true);
  for (const name of names) {
    expect(name).not.toMatch(/[\\/:*?"<>|]|\.\./);
    expect(Buffer.byteLength(name)).toBeLessThan(180);
  }
});

test("both kinds lie beside each other, and what a kind is is said", async () => {
  const both = await makeOne("Both", ["certificate", "signed_document"]);
  const { entries, cell, t } = await download(
    manager,
    orderOf([both.id], ["certificate", "signed_document"]),
  );
  expect(entries.map(({ name }) => name.replace(/^CODE-\d+ /, ""))).toEqual([
    ...["Both signed.pdf", "Both certificate.pdf", indexName],
  ]);
  expect([cell(0, t.fileKind), cell(1, t.fileKind)]).toEqual([
    ...["Signed document", "Certificate of completion"],
  ]);
});

test("an envelope without a file is in the index with the reason", async () => {
  const open = await makeOne("Open", [], "in_progress");
  const declined = await makeOne("Declined", [], "declined");
  const none = await makeOne("No certificate");
  const missing = await makeOne("Missing");
  await rm(storedFilePath(missing.sha256));
  const ids = [open, declined, none, missing].map(({ id }) => id);
  const { entries, cell, t } = await download(manager, orderOf([...ids.slice(0, 2), ids[3] ?? ""]));
  expect(entries.map(({ name }) => name)).toEqual([indexName]);
  expect([0, 1, 2].map((row) => cell(row, t.reason))).toEqual([
    ...[t.reasons.not_finished, t.reasons.ended_without, t.reasons.missing],
  ]);
  const lines = await planDownload(manager, orderOf([none.id], ["certificate"]), "en", now);
  expect(lines).toMatchObject([{ file: null, why: "none" }]);
});

test.each(locales)(
  "in %s a file that was damaged goes along, and the index says it",
  async (locale) => {
    const [good, bad] = [await makeOne("Good"), await makeOne("Bad")];
    await writeFile(storedFilePath(bad.sha256), "%PDF-1.7 something else");
    const { entries, cell, t } = await download(manager, orderOf([good.id, bad.id]), locale);
    expect(entries).toHaveLength(3);
    expect([cell(0, t.state), cell(1, t.state)]).toEqual([t.match.good, t.match.bad]);
    expect(cell(1, t.recorded)).toBe(bad.sha256);
    expect(cell(1, t.packed)).toBe(sha256Of(Buffer.from("%PDF-1.7 something else")));
  },
);

test.each(locales)("in %s the words for intact and broken are equally long in UTF-8", (locale) => {
  const { good, bad } = messagesFor(locale).downloads.match;
  expect(Buffer.byteLength(good)).toBe(Buffer.byteLength(bad));
});

test("before anybody downloads it is said what will come, what will not, and why", async () => {
  const open = await makeOne("Open", [], "in_progress");
  const both = await makeOne("Both", ["signed_document", "certificate"]);
  const only = await makeOne("", []);
  const order = orderOf([open.id, both.id, only.id, newId()], ["signed_document", "certificate"]);
  const offer = await describeDownload(manager, order, now);
  const size = (makeContract().byteLength + `%CODE-${made}`.length) * 2;
  expect(offer.bytes).toBeGreaterThan(size);
  expect(offer).toMatchObject({
    ...{ envelopes: 4, withFile: 1, files: 2 },
    without: [
      { why: "not_finished", count: 1, titles: ["Open"] },
      { why: "none", count: 1, titles: [`CODE-${made}`] },
      { why: "not_found", count: 1, titles: [] },
    ],
  });
});

test("nobody gets a byte of another team, nor learns a name of it", async () => {
  const secret = await makeOne("Zebrafish");
  const { bytes, entries, cell, t } = await download(stranger, orderOf([secret.id]));
  expect(entries.map(({ name }) => name)).toEqual([indexName]);
  expect(cell(0, t.reason)).toBe(t.reasons.not_found);
  expect(bytes.includes("Zebrafish") || bytes.includes(secret.sha256)).toBe(false);
  expect(bytes.includes("%PDF")).toBe(false);
});

const readOn = async (content: AsyncIterable<Uint8Array>, atFirst: () => Promise<void>) => {
  let isFirst = true;
  for await (const _piece of content) {
    if (isFirst) await atFirst();
    isFirst = false;
  }
};

test("rights that end on the way end the download", async () => {
  const files = [await makeOne("First"), await makeOne("Second")];
  const order = orderOf(files.map(({ id }) => id));
  const ended = await downloadMany(manager, order, "en", now, async () => false);
  await expect(readOn(ended.content, async () => {})).rejects.toMatchObject({ code: "signed_out" });
  const moved = await downloadMany(manager, order, "en", now, async () => true);
  const move = (teamId: string | null) =>
    write(async (tx) => {
      await tx
        .update(envelopes)
        .set({ teamId })
        .where(eq(envelopes.id, files[1]?.id ?? ""));
    });
  await expect(readOn(moved.content, () => move(null))).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a file that vanishes on the way ends the download", async () => {
  const files = [await makeOne("First"), await makeOne("Second")];
  const order = orderOf(files.map(({ id }) => id));
  const { content } = await downloadMany(manager, order, "en", now, async () => true);
  const vanish = () => rm(storedFilePath(files[1]?.sha256 ?? ""));
  await expect(readOn(content, vanish)).rejects.toMatchObject({ code: "ENOENT" });
});

test("every file that leaves is audited, and none that does not", async () => {
  const [one, open] = [await makeOne("One"), await makeOne("Open", [], "in_progress")];
  await download(manager, orderOf([one.id, open.id]));
  const eventsOf = (id: string) =>
    read((db) =>
      db
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.envelopeId, id), eq(auditEvents.action, "artifact.downloaded"))),
    );
  expect((await eventsOf(one.id)).map(({ actorId, details }) => [actorId, details])).toEqual([
    [manager.accountId, '{"kind":"signed_document"}'],
  ]);
  expect(await eventsOf(open.id)).toEqual([]);
});

test("who leaves in the middle closes the file, and nothing more is read or audited", async () => {
  const files = [await makeOne("First"), await makeOne("Second")];
  const { content } = await downloadMany(
    manager,
    orderOf(files.map(({ id }) => id)),
    ...(["en", now, async () => true] as const),
  );
  for await (const _piece of content) break;
  const events = await read((db) =>
    db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.envelopeId, files[1]?.id ?? "")),
  );
  expect(events).toEqual([]);
});

test("five hundred ids fit, and a filter means all that it finds", async () => {
  const ids = Array.from({ length: 500 }, () => newId());
  const lines = await planDownload(manager, orderOf(ids), "en", now);
  expect(lines).toHaveLength(500);
  const filter = { selection: { filter: "status=declined" }, kinds: ["signed_document" as const] };
  const found = await planDownload(manager, filter, "en", now);
  expect(found.map(({ row }) => row?.title)).toEqual(["Declined"]);
});
