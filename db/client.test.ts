import { setTimeout as wait } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Tx } from "./client";
import { onCommit, read, write } from "./client";
import { dialect } from "./dialect";
import { isUniqueViolation } from "./differences";
import { callbacks } from "./schema/delivery";
import { meta } from "./schema/system";
import { openTestDatabase } from "./testing";

openTestDatabase();

const put = (tx: Tx, id: string, value = "1") => tx.insert(meta).values({ id, value });
const find = (id: string) => read((db) => db.select().from(meta).where(eq(meta.id, id)));

test("what a write changed is there for the next read", async () => {
  await write(async (tx) => void (await put(tx, "a")));
  expect(await find("a")).toEqual([{ id: "a", value: "1" }]);
});

test("a write that throws leaves nothing behind and runs nothing on commit", async () => {
  let ran = false;
  await expect(
    write(async (tx) => {
      await put(tx, "b");
      onCommit(() => {
        ran = true;
      });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await find("b")).toEqual([]);
  expect(ran).toBe(false);
});

test("writes at the same time run one after another and lose no update", async () => {
  await write(async (tx) => void (await put(tx, "counter", "0")));
  await Promise.all(
    Array.from({ length: 20 }, () =>
      write(async (tx) => {
        const query = tx.select().from(meta).where(eq(meta.id, "counter"));
        const [row] = await (dialect === "postgres"
          ? (query as unknown as { for(s: string): typeof query }).for("update")
          : query);
        await tx
          .update(meta)
          .set({ value: String(Number(row?.value) + 1) })
          .where(eq(meta.id, "counter"));
      }),
    ),
  );
  expect((await find("counter"))[0]?.value).toBe("20");
});

test("a write inside a write is refused", async () => {
  await expect(write(() => write(async () => 1))).rejects.toThrow("inside write()");
});

test("a duplicate is told apart from other failures", async () => {
  await write(async (tx) => void (await put(tx, "twice")));
  const error = await write(async (tx) => void (await put(tx, "twice"))).catch((e) => e);
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(new Error("other"))).toBe(false);
});

describe.runIf(dialect === "sqlite")("on SQLite", () => {
  test("a write that awaits anything but the database is undone and says so", async () => {
    await expect(
      write(async (tx) => {
        await put(tx, "slow");
        await wait(5);
      }),
    ).rejects.toThrow("other than the database");
    expect(await find("slow")).toEqual([]);
  });

  test("writes of one moment share a commit, and one that throws undoes only itself", async () => {
    const versions = () =>
      read(async (db) => db.get<{ data_version: number }>(sql`PRAGMA data_version`));
    const before = (await versions()).data_version;
    const results = await Promise.allSettled([
      write(async (tx) => void (await put(tx, "first"))),
      write(async (tx) => {
        await put(tx, "second");
        throw new Error("no");
      }),
      write(async (tx) => void (await put(tx, "third"))),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await Promise.all(["first", "second", "third"].map(find))).toEqual([
      [{ id: "first", value: "1" }],
      [],
      [{ id: "third", value: "1" }],
    ]);
    expect((await versions()).data_version).toBe(before + 1);
  });

  test("nobody hears of success before the commit: when it fails, all that shared it fail", async () => {
    const results = await Promise.allSettled([
      write(async (tx) => void (await put(tx, "good"))),
      write(async (tx) => {
        await tx.run(sql`PRAGMA defer_foreign_keys = ON`);
        await tx.insert(callbacks).values({
          id: "orphan",
          providerId: "none",
          attemptId: "nobody",
          bodyEncrypted: Buffer.from(""),
          bodySha256: "",
          headers: {},
          receivedAt: new Date(),
          lastReceivedAt: new Date(),
          times: 1,
          verdict: "refused",
        });
      }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await find("good")).toEqual([]);
    await write(async (tx) => void (await put(tx, "after")));
    expect(await find("after")).toEqual([{ id: "after", value: "1" }]);
  });
});
