import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { read, write } from "@/db/client";
import { dialect } from "@/db/dialect";
import { auditEvents, auditHead } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { recordAudit } from "./record-audit";
import { verifyAudit } from "./verify-audit";

openTestDatabase();

const at = new Date("2026-01-01T00:00:00Z");
const actor = { kind: "system", job: "test" } as const;
const add = () => write((tx) => recordAudit(tx, { action: "envelope.created", actor, at }));

test("events at the same time form one chain without a gap", async () => {
  await Promise.all(Array.from({ length: 12 }, add));
  expect(await verifyAudit()).toEqual({ isIntact: true, events: 12 });
});

test("an event of a change that failed is not in the chain", async () => {
  await write(async (tx) => {
    await recordAudit(tx, { action: "envelope.created", actor, at });
    throw new Error("undone");
  }).catch(() => undefined);
  expect(await verifyAudit()).toMatchObject({ isIntact: true, events: 12 });
});

test("the database refuses to change or remove an event", async () => {
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => "allowed",
      (error: Error) => `${error.message} ${(error.cause as Error | undefined)?.message}`,
    );
  expect(await failure(write(async (tx) => void (await tx.delete(auditEvents))))).toContain(
    "append-only",
  );
  expect(
    await failure(write(async (tx) => void (await tx.update(auditEvents).set({ details: "" })))),
  ).toContain("append-only");
});

test("somebody who gets past the database is found at the first event that they touched", async () => {
  const off =
    dialect === "postgres"
      ? "alter table audit_events disable trigger all"
      : "drop trigger audit_events_no_update";
  await write(async (tx) => {
    const run = tx as unknown as Record<"run" | "execute", (query: unknown) => Promise<unknown>>;
    const execute = (query: string) =>
      dialect === "postgres" ? run.execute(sql.raw(query)) : run.run(sql.raw(query));
    await execute(off);
    await execute("update audit_events set address = '10.0.0.1' where sequence = 7");
  });
  expect(await verifyAudit()).toEqual({ isIntact: false, firstBad: 7 });
});

test("a chain that was cut at its end is found", async () => {
  await write(async (tx) => {
    await tx.update(auditHead).set({ sequence: 40 });
  });
  const verdict = await verifyAudit();
  expect(verdict.isIntact).toBe(false);
  expect(await read((db) => db.select().from(auditHead))).toHaveLength(1);
});
