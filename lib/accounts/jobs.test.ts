import { afterAll, beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { organisation } from "@/db/schema/accounts";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink } from "@/lib/mail/testing";
import { inviteAccount } from "./invite-account";
import { accountJobs } from "./jobs";
import { revokeInvitation } from "./revoke-invitation";
import { makeAccount, minutesAfter } from "./testing";

openTestDatabase();
const now = new Date("2026-11-22T08:00:00Z");
let sink: MailSink;
beforeAll(async () => {
  sink = await openMailSink();
  process.env.SMTP_URL = sink.url;
  process.env.MAIL_FROM = "muhr@noor.example";
  await write(async (tx) => {
    await tx.insert(organisation).values({
      id: "o",
      name: "Noor Legal",
      language: "en",
      timeZone: "Asia/Tehran",
      createdAt: now,
    });
  });
});
afterAll(() => sink.close());

const runAll = async () => {
  const rows = await read((db) => db.select().from(jobs));
  for (const row of rows) {
    const bound = accountJobs.find(({ job }) => job.name === row.name);
    await bound?.run(bound.job.payload.parse(row.payload), minutesAfter(now, 1));
  }
  return rows;
};

test("an invitation is mailed with its link, which lies in no outbox", async () => {
  const admin = await makeAccount("admin", "Sara", now);
  const wanted = { name: "Ali", email: "ali@example.com", role: "staff" } as const;
  const { link, isMailed, invitationId } = await inviteAccount(admin, wanted, now);
  expect(isMailed).toBe(true);
  const rows = await runAll();
  expect(JSON.stringify(rows)).not.toContain(link.split("/").at(-1));
  expect(sink.mails).toHaveLength(1);
  const source = sink.mails[0]?.source.replace(/=\r\n/g, "") ?? "";
  expect(source).toContain(link);
  expect(source).toContain("Sara invites you to Noor Legal");
  await revokeInvitation(admin, { invitationId }, now);
  await runAll();
  expect(sink.mails).toHaveLength(1);
});
