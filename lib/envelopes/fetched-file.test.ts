import { createHash } from "node:crypto";
import type { Server } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { readStoredFile } from "@/lib/files/store-file";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink, readMail } from "@/lib/mail/testing";
import { runTool } from "@/lib/pdf/testing";
import type { Values } from "@/lib/provider-kit/contract";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { requireProvider } from "@/lib/providers/registry";
import { createSignzySandbox } from "@/lib/providers/signzy/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { listCosts } from "./attempt-costs";
import { findFileLapse } from "./file-lapse";
import { showPassword } from "./file-password";
import { artifactsOf, timelineOf } from "./queries";
import { runReadBack } from "./read-back";
import type { Desk } from "./sandbox-contract";
import {
  attemptsOf,
  documentOf,
  envelopeOf,
  indians,
  lookAgain,
  runJobs,
  sendContract,
  signThere,
} from "./sandbox-contract";
import { connectTo, makeAccount, makeDocument, makeOffice, serveCallbacks } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let portal: Server;
let sink: MailSink;
let desk: Desk;
let manager: AccountActor;

const usual = {
  callback: "before_redirect",
  fileLink: "good",
  hashes: "right",
  finalFile: "given",
  slowMilliseconds: 60,
};

beforeAll(async () => {
  process.env.CALLBACKS_PER_TOKEN = "500";
  process.env.CALLBACKS_PER_ADDRESS = "5000";
  sink = await openMailSink();
  portal = await serveCallbacks();
  sandbox = await createSignzySandbox();
  await makeOffice();
  const [owner, admin] = [await makeAccount("staff"), await makeAccount("admin")];
  manager = await makeAccount("manager");
  const documentId = await makeDocument(owner, makeContract());
  desk = { sandbox, owner, documentId, connectionId: await connectTo(sandbox, admin) };
});
afterAll(async () => {
  delete process.env.POLL_SCALE;
  portal.close();
  await sink.close();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.calm();
  sandbox.switch(usual);
  await write(async (tx) => void (await tx.delete(jobs)));
});

/** A contract that its one person has signed, whose file comes as the sandbox is switched. */
async function signed(switches: Record<string, string | number> = {}, options: Values = {}) {
  const id = await sendContract(desk, { people: indians().slice(0, 1), options });
  sandbox.switch(switches);
  await signThere(desk, id, 0);
  return id;
}
const artifactOf = async (id: string) => (await read((db) => artifactsOf(db, id)))[0];
const actionsOf = async (id: string) =>
  (await read((db) => timelineOf(db, id))).map(({ action }) => action);

describe("a signed file", () => {
  test("is fetched at once, over a redirect too", async () => {
    for (const fileLink of ["good", "redirect"]) {
      const id = await signed({ fileLink });
      expect((await envelopeOf(id)).status).toBe("completed");
      expect(sandbox.ledger().documents.at(-1)?.finalSha256).toBe((await artifactOf(id))?.sha256);
    }
  });

  test.each([
    ["redirect_private", "file_redirected"],
    ["expired", "file_gone"],
    ["html", "file_not_pdf"],
    ["huge", "file_too_large"],
    ["cut", "file_unavailable"],
  ])(
    "behind a link that is %s is not taken; why is told, and trying again helps",
    async (fileLink, code) => {
      const id = await signed({ fileLink, hugeBytes: 60_000_000 });
      expect(await envelopeOf(id)).toMatchObject({ status: "completing", trouble: { code } });
      expect(await artifactOf(id)).toBeUndefined();
      const waiting = await read((db) => db.select().from(jobs).where(eq(jobs.state, "ready")));
      expect(waiting.map(({ name }) => name)).toContain("read-back");
      sandbox.switch(usual);
      await lookAgain(desk, id);
      expect(await envelopeOf(id)).toMatchObject({ status: "completed", trouble: null });
    },
  );

  test("that is slow is given up, and there the next time", async () => {
    const id = await signed({ callback: "never", fileLink: "slow", slowMilliseconds: 1_500 });
    process.env.POLL_SCALE = "0.01";
    await runReadBack({ envelopeId: id, isAsked: false }, new Date());
    delete process.env.POLL_SCALE;
    expect(await envelopeOf(id)).toMatchObject({
      status: "completing",
      trouble: { code: "file_too_slow" },
    });
    sandbox.switch(usual);
    await lookAgain(desk, id);
    expect((await envelopeOf(id)).status).toBe("completed");
  }, 20_000);

  test("that the provider does not name yet is waited for", async () => {
    const id = await signed({ finalFile: "missing" });
    expect(await envelopeOf(id)).toMatchObject({
      status: "completing",
      trouble: { code: "file_not_ready" },
    });
    sandbox.switch(usual);
    await lookAgain(desk, id);
    expect((await envelopeOf(id)).status).toBe("completed");
  });

  test("with another hash than the provider names is filed as a contradiction", async () => {
    const id = await signed({ hashes: "wrong" });
    expect((await envelopeOf(id)).status).toBe("conflict");
    expect((await artifactOf(id))?.verdict).toMatchObject({
      documentMatch: "good",
      hashes: { signed: false },
    });
  });

  test("of which the provider names no hash is judged by itself", async () => {
    const id = await signed({ hashes: "missing" });
    expect((await envelopeOf(id)).status).toBe("completed");
    expect((await artifactOf(id))?.verdict).toMatchObject({ hashes: { signed: null } });
  });
});

test("before a file is lost at the provider, its sender and the managers are told, once", async () => {
  process.env.SMTP_URL = sink.url;
  process.env.MAIL_FROM = "Muhr <sign@example.org>";
  const id = await signed({ fileLink: "expired" });
  const before = sink.mails.length;
  const { capabilities } = requireProvider(sandbox.providerId);
  const lapse = async () =>
    findFileLapse(await envelopeOf(id), capabilities, await read((db) => timelineOf(db, id)));
  const hours = (capabilities.keepsFileFor ?? 0) * 3_600_000;
  expect(Number((await lapse())?.at) - Date.now()).toBeGreaterThan(hours - 60_000);
  await lookAgain(desk, id);
  expect(await actionsOf(id)).not.toContain("envelope.file_lapsing");
  const halfway = new Date(Date.now() + hours / 2);
  for (const _ of [1, 2]) {
    await runReadBack({ envelopeId: id, isAsked: false }, halfway);
    await write((tx) =>
      tx.update(jobs).set({ runAt: new Date() }).where(eq(jobs.name, "send-notice")),
    );
    await runJobs();
  }
  const told = sink.mails.slice(before);
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  expect(told.flatMap(({ to }) => to).toSorted()).toEqual(
    [desk.owner, manager].map(({ accountId }) => `${accountId}@example.org`).toSorted(),
  );
  expect(told.map(readMail)[0]?.subject).toContain("still missing");
  expect((await actionsOf(id)).filter((each) => each === "envelope.file_lapsing")).toHaveLength(1);
  expect((await envelopeOf(id)).status).toBe("completing");
});

test("what the provider stamps on the pages is no difference", async () => {
  const stamp = {
    stamp: "e_challan",
    stampState: "KA",
    stampArticle: "KA001",
    stampFirstParty: "Bahaar Homes",
    stampSecondParty: "Aarav Kumar Sharma",
    stampPurpose: "Lease",
    stampAmount: "100",
    hasStampText: true,
    stampText: "Stamp duty of Rs. {{amount}} paid by {{stampDutyPaidBy}}, challan {{challanNo}}",
    stampPlace: "top_left",
    stampPages: "1-2",
  };
  const { stampAmount: _, hasStampText: __, stampText: ___, ...rest } = stamp;
  const eStamp = { ...rest, stamp: "e_stamp", stampDuty: "100", stampPrice: "5000" };
  for (const options of [stamp, eStamp]) {
    const id = await signed({}, options);
    expect((await artifactOf(id))?.verdict).toMatchObject({
      documentMatch: "good",
      cryptography: "good",
      writtenPages: [1, 2],
    });
    expect((await envelopeOf(id)).status).toBe("completed");
  }
});

describe("a file with a password", () => {
  test("is opened here to be checked, kept as it came, and opened by whoever is shown the password", async () => {
    const id = await signed({}, { isProtected: true });
    expect((await envelopeOf(id)).status).toBe("completed");
    const artifact = await artifactOf(id);
    expect(artifact?.verdict).toMatchObject({ documentMatch: "good", cryptography: "good" });
    const bytes = await readStoredFile(artifact?.sha256 ?? "");
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(
      sandbox.ledger().documents.at(-1)?.finalSha256,
    );
    const { password } = await showPassword(desk.owner, { envelopeId: id }, new Date());
    expect(password).toMatch(/^[2-9a-km-np-z]{14}$/);
    const opened = runTool("pdftotext", ["-upw", password, "in.pdf", "out.txt"], {
      "in.pdf": bytes,
    });
    expect(opened.read("out.txt").length).toBeGreaterThan(100);
    expect((await actionsOf(id)).at(-1)).toBe("attempt.password_shown");
    const kept = JSON.stringify([
      await read((db) => timelineOf(db, id)),
      await attemptsOf(id),
      await documentOf(id),
    ]);
    expect(kept).not.toContain(password);
  });

  test("shows it to nobody who may not have the file, and not where there is none", async () => {
    const id = await signed({}, { isProtected: true });
    const show = async (actor: AccountActor, envelopeId: string) =>
      showPassword(actor, { envelopeId }, new Date());
    await expect(show(await makeAccount("staff"), id)).rejects.toMatchObject({ code: "not_found" });
    const open = await signed();
    await expect(show(desk.owner, open)).rejects.toMatchObject({ code: "conflict" });
  });
});

test("what its attempts cost is known: what was made, what nobody knows, what was refused", async () => {
  const { capabilities } = requireProvider(sandbox.providerId);
  const costOf = async (id: string) =>
    (await read((db) => listCosts(db, id, capabilities))).map(({ cost }) => cost);
  expect(await costOf(await sendContract(desk))).toEqual(["certain"]);
  sandbox.plan({ on: "create", faults: ["half_json"] });
  expect(await costOf(await sendContract(desk))).toEqual(["possible"]);
  sandbox.plan({ on: "create", faults: ["business_error"] });
  expect(await costOf(await sendContract(desk))).toEqual(["none"]);
});
