import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { read, write } from "@/db/client";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "@/lib/envelopes/testing";
import { bindJob, enqueue } from "@/lib/jobs/queue";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { listTroubledJobs } from "./queries";
import { retryJob } from "./retry-job";

openTestDatabase();

const admin: AccountActor = {
  kind: "account",
  accountId: "a",
  role: "admin",
  teamIds: null,
  address: null,
};
const fragile = { name: "fragile", payload: z.object({ envelopeId: z.string() }), maxTries: 1 };

test("a job that gave up is seen with its reason, and an administrator runs it again", async () => {
  let isBroken = true;
  const bound = bindJob(fragile, async () => {
    if (isBroken) throw new Error("disk full");
  });
  await write((tx) => enqueue(tx, fragile, { envelopeId: "e1" }, { now: new Date() }));
  await runDueJobs([bound]);
  const [job] = await read((db) => listTroubledJobs(db, admin, 10));
  expect(job).toMatchObject({ state: "dead", lastError: "disk full" });
  const retry = (actor: AccountActor) => retryJob(actor, { jobId: job?.id ?? "" }, new Date());
  await expect(retry({ ...admin, role: "staff" })).rejects.toMatchObject({ code: "forbidden" });
  isBroken = false;
  await retry(admin);
  await runDueJobs([bound]);
  const [row] = await read((db) =>
    db
      .select()
      .from(jobs)
      .where(eq(jobs.id, job?.id ?? "")),
  );
  expect(row?.state).toBe("done");
  await expect(retry(admin)).rejects.toMatchObject({ code: "not_found" });
  expect(await read((db) => listTroubledJobs(db, admin, 10))).toEqual([]);
});

test("a job leads to its envelope only where the reader may see that", async () => {
  await makeOffice();
  const [owner, stranger] = [await makeAccount("admin"), await makeAccount("admin")];
  const documentId = await makeDocument(owner, makeContract());
  const { envelopeId } = await makeDraft(owner, documentId, [person("Ali")]);
  const bound = bindJob(fragile, async () => {
    throw new Error("disk full");
  });
  await write((tx) => enqueue(tx, fragile, { envelopeId }, { now: new Date() }));
  await runDueJobs([bound]);
  expect(await read((db) => listTroubledJobs(db, owner, 10))).toMatchObject([{ envelopeId }]);
  expect(await read((db) => listTroubledJobs(db, stranger, 10))).toMatchObject([
    { envelopeId: null },
  ]);
});
