import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { unheardCallbacksOf } from "@/lib/callbacks/list-unheard";
import { callbacksOf } from "@/lib/callbacks/queries";
import { newId } from "@/lib/kernel/ids";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink, readMail } from "@/lib/mail/testing";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { sandboxEvents } from "@/lib/provider-kit/sandbox";
import { createSignzySandbox } from "@/lib/providers/signzy/sandbox";
import { attemptTexts } from "./attempt-texts";
import { cancelEnvelope } from "./cancel-envelope";
import { issueLink } from "./issue-link";
import { launchRecipient } from "./launch-recipient";
import { describeReturn } from "./load-return-page";
import { describeOpen } from "./load-signing-page";
import { artifactsOf, recipientsOf, timelineOf } from "./queries";
import { findVisit } from "./require-recipient";
import { attemptCookiesFor, attemptReturnToken } from "./return-link";
import type { Desk } from "./sandbox-contract";
import {
  attemptsOf,
  documentOf,
  envelopeOf,
  indians,
  linkOf,
  lookAgain,
  runJobs,
  secretLinksOf,
  sendContract,
  signThere,
  statusesOf,
} from "./sandbox-contract";
import {
  connectTo,
  makeAccount,
  makeDocument,
  makeOffice,
  person,
  serveCallbacks,
} from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let portal: Server;
let sink: MailSink;
let desk: Desk;

beforeAll(async () => {
  sink = await openMailSink();
  process.env.SMTP_URL = sink.url;
  process.env.MAIL_FROM = "Muhr <sign@example.org>";
  process.env.CALLBACKS_PER_TOKEN = "500";
  process.env.CALLBACKS_PER_ADDRESS = "5000";
  portal = await serveCallbacks();
  sandbox = await createSignzySandbox({ slowMilliseconds: 60 });
  await makeOffice();
  const owner = await makeAccount("staff");
  const documentId = await makeDocument(owner, makeContract());
  const settings = { ...sandbox.settings, hasDelete: true };
  const service = { providerId: sandbox.providerId, url: sandbox.url, settings };
  const connectionId = await connectTo(service, await makeAccount("admin"), false);
  desk = { sandbox, owner, documentId, connectionId };
});
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  portal.close();
  await sink.close();
  await sandbox.close();
});
/** Mails of earlier tests. */
let before = 0;
beforeEach(async () => {
  sandbox.calm();
  sandbox.switch({ callbackAuthorization: "given", callback: "before_redirect", hashes: "right" });
  await write(async (tx) => void (await tx.delete(jobs)));
  before = sink.mails.length;
});

const mails = () => sink.mails.slice(before).map(readMail);
const toldNow = () => sink.mails.slice(before).flatMap(({ to }) => to);
const pageOf = (keys: Awaited<ReturnType<typeof linkOf>>["keys"]) =>
  read(async (db) => describeOpen(db, await findVisit(db, keys, new Date()), new Date()));
const actionsOf = async (id: string) =>
  (await read((db) => timelineOf(db, id))).map(({ action }) => action);
async function launch(keys: Awaited<ReturnType<typeof linkOf>>["keys"]) {
  const ticket = (await pageOf(keys)).launch?.ticket ?? "";
  return launchRecipient(keys, ticket, new Date());
}

describe("an order that the portal keeps", () => {
  test("only whose turn it is is invited and led on; each signature invites the next", async () => {
    const id = await sendContract(desk);
    expect(await statusesOf(id)).toEqual(["sent", "waiting", "waiting"]);
    expect(toldNow()).toEqual(["aarav@example.org"]);
    const people = await read((db) => recipientsOf(db, id));
    await expect(
      issueLink(desk.owner, { envelopeId: id, recipientId: people[1]?.id ?? "" }, new Date()),
    ).rejects.toMatchObject({ code: "not_your_turn" });
    const [aarav] = await secretLinksOf(id);
    expect((await launch((await linkOf(desk, id, 0)).keys)).address.href).toBe(aarav);
    await signThere(desk, id, 0);
    expect(await statusesOf(id)).toEqual(["signed", "sent", "waiting"]);
    await signThere(desk, id, 1);
    await signThere(desk, id, 2);
    await runJobs();
    expect(toldNow().slice(0, 3)).toEqual([
      "aarav@example.org",
      "diya@example.org",
      "kabir@example.org",
    ]);
    expect((await envelopeOf(id)).status).toBe("completed");
    const [artifact] = await read((db) => artifactsOf(db, id));
    expect(artifact?.verdict).toMatchObject({
      documentMatch: "good",
      cryptography: "good",
      signatures: 3,
      hashes: { sent: true, signed: true },
    });
    const { documents } = sandbox.ledger();
    const made = documents.filter(({ title }) => title.includes("Lease of flat 12"));
    expect(made.reduce((sum, { cost }) => sum + cost, 0)).toBe(made.length);
  });

  test("all at once where they need not wait, each with a link of their own", async () => {
    const id = await sendContract(desk, { signingOrder: "parallel" });
    expect(await statusesOf(id)).toEqual(["sent", "sent", "sent"]);
    expect(toldNow()).toHaveLength(3);
    const links = await secretLinksOf(id);
    expect(new Set(links).size).toBe(3);
    for (const [position, link] of links.entries())
      expect((await launch((await linkOf(desk, id, position)).keys)).address.href).toBe(link);
    for (const mail of mails()) for (const link of links) expect(mail.text).not.toContain(link);
  });
});

test("who declines there ends it for everybody, and says why", async () => {
  const id = await sendContract(desk);
  const { externalId: documentId } = await documentOf(id);
  await sandbox.act({ documentId, recipient: 0, act: "reject", reason: "The rent is wrong" });
  await runJobs();
  const [first] = await read((db) => recipientsOf(db, id));
  expect(first).toMatchObject({ status: "declined", declineReason: "The rent is wrong" });
  expect(await envelopeOf(id)).toMatchObject({ status: "declined", reason: "The rent is wrong" });
});

test("two of one name behind a reader are each led to a page of their own", async () => {
  const [twin] = indians();
  if (!twin) throw new Error("Nobody to double");
  const people = [
    person("Meera Reader", { role: "viewer", email: "reader@example.org" }),
    { ...twin, id: newId() },
    { ...twin, id: newId() },
  ];
  const id = await sendContract(desk, { people, signingOrder: "parallel" });
  const addresses = [];
  for (const at of [1, 2])
    addresses.push((await launch((await linkOf(desk, id, at)).keys)).address.href);
  expect(addresses).toEqual(await secretLinksOf(id));
});

test("a name that does not match is a try that failed: told with its reason, and repeated", async () => {
  const options = { checksName: true, nameMatchThreshold: 0.9 };
  const id = await sendContract(desk, { options });
  const { keys, recipientId } = await linkOf(desk, id, 0);
  const { linkId, attemptId } = await launch(keys);
  await signThere(desk, id, 0, { name: "Somebody Else" });
  expect(await statusesOf(id)).toEqual(["seen", "waiting", "waiting"]);
  const failed = (await pageOf(keys)).launch?.failedTry;
  expect(failed?.why).toMatch(/match/i);
  const event = (await read((db) => timelineOf(db, id))).findLast(
    ({ action }) => action === "recipient.try_failed",
  );
  expect(event).toMatchObject({ recipientId, details: { tries: 1, known: "callback" } });
  // A look that brings nothing new tells nothing twice.
  await lookAgain(desk, id);
  const tries = async () => (await actionsOf(id)).filter((each) => each === "recipient.try_failed");
  expect(await tries()).toHaveLength(1);

  const [cookie] = attemptCookiesFor(linkId, attemptId ?? "");
  const visitor = { address: null, userAgent: null };
  const comeBack = (launchProof: string | undefined) =>
    describeReturn(
      attemptReturnToken("failure", attemptId ?? ""),
      { ...visitor, launchProof },
      new Date(),
    );
  expect(await comeBack(cookie?.value)).toMatchObject({
    state: "returned",
    outcome: "failure",
    token: keys.token,
    page: { me: { isMyTurn: true }, launch: { ticket: null, failedTry: failed } },
  });
  const nameless = await comeBack(undefined);
  expect(nameless).toMatchObject({ state: "nameless", outcome: "failure" });
  expect(JSON.stringify(nameless)).not.toMatch(/Lease|Aarav/);

  await signThere(desk, id, 0);
  expect(await statusesOf(id)).toEqual(["signed", "sent", "waiting"]);
  expect((await read((db) => timelineOf(db, id))).at(-1)?.action).toBe("recipient.notified");
});

describe("callbacks", () => {
  test("of an address are believed only with its own secret", async () => {
    const [id, other] = [await sendContract(desk), await sendContract(desk)];
    const [attempt, another] = [(await attemptsOf(id))[0], (await attemptsOf(other))[0]];
    const through = { id: desk.connectionId, provider: { id: sandbox.providerId } } as never;
    const texts = attemptTexts(through, attempt?.id ?? "");
    const theirs = attemptTexts(through, another?.id ?? "");
    const { externalId } = await documentOf(id);
    const body = JSON.stringify({ contractId: externalId });
    const post = async (url: string, authorization: string | undefined, sent = body) =>
      (
        await fetch(url, {
          method: "POST",
          body: sent,
          headers: authorization === undefined ? {} : { authorization },
        })
      ).status;
    const wrong = [
      undefined,
      "",
      "wrong",
      texts.signer_callback_secret,
      theirs.callback_secret,
      `${texts.callback_secret}x`,
      `Bearer ${texts.callback_secret}`,
    ];
    for (const secret of wrong) expect(await post(texts.callback_url, secret)).toBe(401);
    expect(await post(texts.signer_callback_url, texts.callback_secret)).toBe(401);
    expect(await post(texts.callback_url, "wrong", "no json")).toBe(401);
    expect(await read((db) => callbacksOf(db, id))).toEqual([]);
    const refused = await read((db) => unheardCallbacksOf(db, id));
    expect(refused).toMatchObject([
      { verdict: "refused", reason: "wrong_credentials", count: wrong.length + 2 },
    ]);
    expect(await post(texts.callback_url, texts.callback_secret)).toBe(200);
    expect(await post(texts.signer_callback_url, texts.signer_callback_secret, `${body} `)).toBe(
      200,
    );
    await runJobs();
    const kept = await read((db) => callbacksOf(db, id));
    expect(kept.map(({ verdict }) => verdict)).toEqual(["confirmed", "confirmed"]);
    for (const secret of [texts.callback_secret, texts.signer_callback_secret]) {
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.stringify(kept)).not.toContain(secret);
    }
  });

  test.each(["none", "wrong", "stale"])(
    "with a %s proof change nothing, and are seen",
    async (kind) => {
      const id = await sendContract(desk);
      sandbox.switch({ callbackAuthorization: kind });
      await signThere(desk, id, 0);
      expect(await statusesOf(id)).toEqual(["sent", "waiting", "waiting"]);
      expect(await read((db) => unheardCallbacksOf(db, id))).toMatchObject([
        { reason: "wrong_credentials", count: 1 },
      ]);
      await lookAgain(desk, id);
      expect(await statusesOf(id)).toEqual(["signed", "sent", "waiting"]);
    },
  );

  test.each(["flat", "only_id", "nested"])(
    "of the shape %s, twice and in the wrong order, bring everybody to the end",
    async (callbackShape) => {
      sandbox.switch({ callbackShape, callbackOrder: "contract_first", callbackCount: 2 });
      const id = await sendContract(desk, { signingOrder: "parallel" });
      for (const recipient of [2, 0, 1]) await signThere(desk, id, recipient);
      sandbox.switch({ callbackShape: "flat", callbackOrder: "signer_first", callbackCount: 1 });
      expect(await statusesOf(id)).toEqual(["signed", "signed", "signed"]);
      expect((await envelopeOf(id)).status).toBe("completed");
      expect(await read((db) => artifactsOf(db, id))).toHaveLength(1);
    },
  );

  test("that lie, come late, again, for another contract or for none, move nobody", async () => {
    const [id, other] = [await sendContract(desk), await sendContract(desk)];
    await signThere(desk, id, 0);
    const { externalId: documentId } = await documentOf(id);
    for (const kind of sandboxEvents) {
      await sandbox.event({ documentId, kind });
      await runJobs();
    }
    expect(await statusesOf(id)).toEqual(["signed", "sent", "waiting"]);
    expect(await statusesOf(other)).toEqual(["sent", "waiting", "waiting"]);
    for (const each of [id, other]) expect((await envelopeOf(each)).status).toBe("in_progress");
    const waiting = (await read((db) => callbacksOf(db, id))).filter(
      ({ verdict }) => verdict === "waiting",
    );
    expect(waiting).toEqual([]);
    const refused = await read((db) => unheardCallbacksOf(db, id));
    expect(refused.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(["wrong_credentials", "malformed"]),
    );
    for (const recipient of [1, 2]) await signThere(desk, id, recipient);
    expect((await envelopeOf(id)).status).toBe("completed");
  });

  test("that come before the answer lose none of the links that it brings", async () => {
    sandbox.plan({ on: "create", faults: ["slow"] });
    const known = sandbox.ledger().documents.length;
    const sending = sendContract(desk, { signingOrder: "parallel" });
    await expect.poll(() => sandbox.ledger().documents.length, { interval: 2 }).toBe(known + 1);
    const contract = sandbox.ledger().documents.at(-1)?.id ?? "";
    await sandbox.act({ documentId: contract, recipient: 0, act: "sign" });
    const id = await sending;
    await runJobs();
    expect(await statusesOf(id)).toEqual(["signed", "sent", "sent"]);
    expect(await secretLinksOf(id)).toHaveLength(3);
    expect((await launch((await linkOf(desk, id, 1)).keys)).address.href).toContain(sandbox.url);
  });
});

test("a withdrawal deletes it there, and nobody is led on any more", async () => {
  const id = await sendContract(desk);
  const { keys } = await linkOf(desk, id, 0);
  await cancelEnvelope(desk.owner, { envelopeId: id, reason: "Another price" }, new Date());
  await runJobs();
  const { externalId } = await documentOf(id);
  const made = sandbox.ledger().documents.find((each) => each.id === externalId);
  expect(made?.state).toBe("deleted");
  await expect(launch(keys)).rejects.toMatchObject({ code: expect.stringMatching(/./) });
  expect(await actionsOf(id)).toContain("envelope.provider_told");
});

test("a create of which nobody knows is not repeated, and stands among what may have cost", async () => {
  sandbox.plan({ on: "create", faults: ["half_json"] });
  const made = sandbox.ledger().documents.length;
  const id = await sendContract(desk);
  expect((await envelopeOf(id)).status).toBe("needs_check");
  expect(sandbox.ledger().documents.length).toBe(made + 1);
  await runJobs();
  expect(sandbox.ledger().documents.length).toBe(made + 1);
});
