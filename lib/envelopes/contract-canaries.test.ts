import type { Server } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { read } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { settleCalls } from "@/lib/connections/record-call";
import type { MailSink } from "@/lib/mail/testing";
import { openMailSink } from "@/lib/mail/testing";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createSignzySandbox } from "@/lib/providers/signzy/sandbox";
import { attemptTexts } from "./attempt-texts";
import { asText, findCanaries, readKept } from "./canary-testing";
import { showPassword } from "./file-password";
import { launchRecipient } from "./launch-recipient";
import { findReport } from "./load-reports";
import { describeReturn } from "./load-return-page";
import { describeOpen } from "./load-signing-page";
import { timelineOf } from "./queries";
import { findVisit } from "./require-recipient";
import { attemptCookiesFor, attemptReturnToken } from "./return-link";
import type { Desk } from "./sandbox-contract";
import {
  documentOf,
  envelopeOf,
  indians,
  linkOf,
  runJobs,
  secretLinksOf,
  sendContract,
  signThere,
} from "./sandbox-contract";
import { connectTo, makeAccount, makeDocument, makeOffice, serveCallbacks } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let portal: Server;
let sink: MailSink;
let desk: Desk;
/** What the portal wrote to its log. */
let logged = "";

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, "write").mockImplementation((part, ...rest) => {
      logged += String(part);
      return Reflect.apply(write, stream, [part, ...rest]);
    });
  }
  sink = await openMailSink();
  process.env.SMTP_URL = sink.url;
  process.env.MAIL_FROM = "Muhr <sign@example.org>";
  portal = await serveCallbacks();
  sandbox = await createSignzySandbox();
  await makeOffice();
  const owner = await makeAccount("staff");
  const documentId = await makeDocument(owner, makeContract());
  const connectionId = await connectTo(sandbox, await makeAccount("admin"), false);
  desk = { sandbox, owner, documentId, connectionId };
});
afterAll(async () => {
  vi.restoreAllMocks();
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  portal.close();
  await sink.close();
  await sandbox.close();
});

test("no link, password, proof or digit of an identity stands in a table, page, export, mail, log or file", async () => {
  const options = { isProtected: true, checksName: true, matchesYearOfBirth: true };
  const people = indians().map((one) => ({
    ...one,
    identity: { ...one.identity, id_last_four: "7391", birth_year: "1987" },
  }));
  const id = await sendContract(desk, { people, options });
  const document = await documentOf(id);
  const signLinks = await secretLinksOf(id);
  expect(signLinks).toHaveLength(3);
  const { keys } = await linkOf(desk, id, 0);
  const seen = () =>
    read(async (db) => describeOpen(db, await findVisit(db, keys, new Date()), new Date()));
  const pages: unknown[] = [await seen()];
  const ticket = (await seen()).launch?.ticket ?? "";
  const { linkId } = await launchRecipient(keys, ticket, new Date());
  await signThere(desk, id, 0, { name: "Somebody Else", lastFour: "7391" });
  pages.push(await seen());
  for (const [at, outcome] of (["success", "failure"] as const).entries())
    pages.push(
      await describeReturn(
        attemptReturnToken(outcome, document.attemptId),
        {
          address: null,
          userAgent: null,
          launchProof: attemptCookiesFor(linkId, document.attemptId)[at]?.value,
        },
        new Date(),
      ),
    );
  const unproved = await fetch(
    attemptTexts(
      { id: desk.connectionId, provider: { id: sandbox.providerId } } as never,
      document.attemptId,
    ).callback_url,
    { method: "POST", headers: { authorization: "canary-of-a-stranger" }, body: "{}" },
  );
  expect(unproved.status).toBe(401);
  sandbox.switch({ fileLink: "html" });
  for (const recipient of [0, 1, 2]) await signThere(desk, id, recipient);
  expect((await envelopeOf(id)).trouble).toMatchObject({ code: "file_not_pdf" });
  sandbox.switch({ fileLink: "good" });
  const { password } = await showPassword(desk.owner, { envelopeId: id }, new Date());
  await runJobs();
  await settleCalls();

  const through = { id: desk.connectionId, provider: { id: sandbox.providerId } } as never;
  const texts = attemptTexts(through, document.attemptId);
  const canaries: Record<string, string | RegExp> = {
    token: String(sandbox.settings.accessToken),
    password,
    filePassword: texts.file_password,
    callbackSecret: texts.callback_secret,
    signerSecret: texts.signer_callback_secret,
    stranger: "canary-of-a-stranger",
    lastFour: /(?<![\w-])7391(?![\w-])/,
    fileLink: "/api/files/",
    ...Object.fromEntries(
      signLinks.flatMap((link, at) => [
        [`link ${at}`, link],
        // Who knows the last part of a link can write the rest.
        [`end of link ${at}`, new URL(link).pathname.split("/").at(-1) ?? link],
      ]),
    ),
  };
  const places: Record<string, string> = {
    ...(await readKept(desk.owner, id)),
    pages: asText(pages),
    timeline: asText(await read((db) => timelineOf(db, id))),
    report: asText(await read((db) => findReport(db, id))),
    mails: sink.mails.map(({ source }) => source).join("\n"),
    logged,
  };
  expect(places.provider_calls).toContain("contract/pullData");
  expect(sink.mails.length).toBeGreaterThan(0);
  expect(findCanaries(canaries, places)).toEqual([]);
});
