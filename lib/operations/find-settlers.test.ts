import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes } from "@/db/schema/envelopes";
import { teamMembers, teams } from "@/db/schema/teams";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "@/lib/envelopes/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { findSettlers } from "./find-settlers";

openTestDatabase();

/** Makes an envelope that two facts contradict each other about. */
async function inConflict(owner: AccountActor, teamId: string | null = null): Promise<string> {
  const documentId = await makeDocument(owner, makeContract());
  const { envelopeId } = await makeDraft(owner, documentId, [person("Ali")]);
  await write((tx) =>
    tx.update(envelopes).set({ status: "conflict", teamId }).where(eq(envelopes.id, envelopeId)),
  );
  return envelopeId;
}

const settlersFor = (actor: AccountActor) => read((db) => findSettlers(db, actor, "conflict"));

test("what only a person can settle names the managers who see it, and what none sees", async () => {
  await makeOffice();
  const admin = await makeAccount("admin");
  const manager = await makeAccount("manager");
  const stranger = await makeAccount("manager");
  const staff = await makeAccount("staff");
  expect(await settlersFor(admin)).toEqual({ own: 0, others: [], unseen: 0 });

  await inConflict(staff);
  const before = await settlersFor(admin);
  expect(before.others.map(({ id }) => id).toSorted()).toEqual(
    [manager.accountId, stranger.accountId].toSorted(),
  );

  await write(async (tx) => {
    await tx.insert(teams).values({ id: "leases", name: "Leases", createdAt: new Date() });
    await tx
      .insert(teamMembers)
      .values({ id: "m", teamId: "leases", accountId: manager.accountId });
  });
  await inConflict(staff, "leases");
  await inConflict(admin);
  const settlers = await settlersFor(admin);
  expect(settlers).toMatchObject({ own: 1, unseen: 1 });
  expect(settlers.others.map(({ id }) => id)).toEqual([manager.accountId]);

  await write((tx) =>
    tx.update(accounts).set({ state: "disabled" }).where(eq(accounts.id, manager.accountId)),
  );
  expect(await settlersFor(admin)).toEqual({ own: 1, others: [], unseen: 2 });
});
