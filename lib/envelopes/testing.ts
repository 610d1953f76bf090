import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { write } from "@/db/client";
import { accounts, organisation } from "@/db/schema/accounts";
import { documents } from "@/db/schema/envelopes";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { readBody } from "@/lib/callbacks/read-body";
import { saveConnection } from "@/lib/connections/save-connection";
import type { SaveConnectionInput } from "@/lib/connections/schema";
import { documentFacts } from "@/lib/documents/schema";
import { storeFile } from "@/lib/files/store-file";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import { newId } from "@/lib/kernel/ids";
import { inspectPdf } from "@/lib/pdf/inspect-pdf";
import type { Role } from "@/lib/vocabulary/account";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { chooseConnection } from "./choose-connection";
import { createEnvelope } from "./create-envelope";
import { envelopeJobs } from "./jobs";
import { receiveCallback } from "./receive-callback";
import type { RecipientKeys } from "./require-recipient";
import { saveDraft } from "./save-draft";
import { savePlacements } from "./save-placements";
import type { RecipientInput } from "./schema";
import { sendEnvelope } from "./send-envelope";

/** An office with an organisation; call it once per test file, after `openTestDatabase`. */
export const makeOffice = (): Promise<void> =>
  write(async (tx) => {
    await tx.insert(organisation).values({
      id: newId(),
      name: "Seal & Sons",
      language: "en",
      timeZone: "Asia/Tehran",
      createdAt: new Date(),
    });
  });

export async function makeAccount(role: Role): Promise<AccountActor> {
  const id = newId();
  await write(async (tx) => {
    await tx.insert(accounts).values({
      id,
      email: `${id}@example.org`,
      name: `Person ${role}`,
      passwordHash: "none",
      role,
      state: "active",
      language: "en",
      createdAt: new Date(),
    });
  });
  return { kind: "account", accountId: id, role, teamIds: null, address: "192.0.2.1" };
}

/** Stores real bytes as an upload would. @returns the document's id */
export async function makeDocument(owner: AccountActor, bytes: Uint8Array): Promise<string> {
  const file = await storeFile(bytes);
  const facts = documentFacts.parse((await inspectPdf(bytes, {})) as unknown);
  const id = newId();
  await write(async (tx) => {
    await tx.insert(documents).values({
      id,
      ownerId: owner.accountId,
      fileName: "Lease.pdf",
      sha256: file.sha256,
      originalSha256: file.sha256,
      size: file.size,
      pageCount: facts.pages.length,
      facts,
      createdAt: new Date(),
    });
  });
  return id;
}

export const person = (name: string, also: Partial<RecipientInput> = {}): RecipientInput => ({
  id: randomUUID(),
  role: "signer",
  name,
  email: "",
  phone: "",
  language: "en",
  identification: "link",
  identity: {},
  senderCode: "",
  ...also,
});

export type DraftOptions = {
  readonly signingOrder?: "sequential" | "parallel";
  readonly expiresAt?: Date | null;
  /** For a provider without boxes. */
  readonly hasBoxes?: boolean;
};

/** A draft with a box for every signer on page 1, ready to be sent. */
export async function makeDraft(
  owner: AccountActor,
  documentId: string,
  people: readonly RecipientInput[],
  { signingOrder = "sequential", expiresAt = null, hasBoxes = true }: DraftOptions = {},
): Promise<{ envelopeId: string; rev: number }> {
  const now = new Date();
  const { envelopeId } = await createEnvelope(owner, { documentId }, now);
  const saved = await saveDraft(
    owner,
    {
      envelopeId,
      rev: 1,
      title: "Lease of flat ۱۲",
      message: "",
      signingOrder,
      expiresAt,
      options: {},
      recipients: [...people],
    },
    now,
  );
  const signers = people.filter(({ role }) => hasBoxes && role === "signer");
  const { rev } = await savePlacements(
    owner,
    {
      envelopeId,
      rev: saved.rev,
      placements: signers.map(({ id }, index) => ({
        id: randomUUID(),
        recipientId: id,
        page: 1,
        x: 60,
        y: 60 + index * 80,
        width: 160,
        height: 60,
      })),
    },
    now,
  );
  return { envelopeId, rev };
}

export async function sendDraft(
  owner: AccountActor,
  draft: { envelopeId: string; rev: number },
): Promise<void> {
  await sendEnvelope(owner, { ...draft, key: randomUUID() }, new Date());
}

/** What a browser with this link would bring. */
export const keysOf = (url: string, visitToken?: string): RecipientKeys => ({
  token: url.split("/").at(-1) ?? "",
  visitToken,
  address: "198.51.100.7",
  userAgent: "Test browser",
});

export const drawnMark = {
  kind: "drawn" as const,
  aspect: 3,
  strokes: [
    [
      [0.1, 0.5],
      [0.4, 0.2],
      [0.9, 0.8],
    ] as [number, number][],
  ],
};

/** Three people whose numbers an Iranian provider takes: who signs, who approves, who reads. */
export const iranians = (): RecipientInput[] => [
  person("سارا احمدی", { phone: "09121234567", identity: { national_id: "0012345679" } }),
  person("علی رضایی", {
    role: "approver",
    phone: "09351234567",
    identity: { national_id: "0499370899" },
  }),
  person("مینا کریمی", {
    role: "viewer",
    phone: "09191234567",
    identity: { national_id: "0790419904" },
  }),
];

export const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Two people whose numbers an Uzbek provider takes, who signs and who approves, and a reader. */
export const uzbeks = (): RecipientInput[] => [
  person("Dilnoza Karimova", {
    email: "dilnoza@example.org",
    phone: "901234567",
    identity: { national_id: "30101900010018" },
  }),
  person("Temur Fayzullayev", {
    role: "approver",
    email: "temur@example.org",
    language: "fa",
    identity: { national_id: "50101050010018" },
  }),
  person("Nodira", { role: "viewer", email: "nodira@example.org" }),
];

/** The portal's own address for callbacks, as its route handler serves it. @param port 0: a free one */
export async function serveCallbacks(address = "127.0.0.1", port = 0): Promise<Server> {
  const portal = createServer(async (request, response) => {
    const [, , , providerId = "", token = ""] = (request.url ?? "").split("/");
    const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
    const answer = await receiveCallback(
      { providerId, token, headers: headersOf(request), address, readBody: () => readBody(body) },
      new Date(),
    );
    response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
  }).listen(port, "127.0.0.1");
  await once(portal, "listening");
  process.env.PUBLIC_URL = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
  return portal;
}

/** What a connection to a service on this machine needs. */
type Service = {
  readonly providerId: string;
  readonly url: string;
  readonly settings: SaveConnectionInput["settings"];
};

/** A connection to a sandbox. @returns its id */
export async function connectTo(
  sandbox: Service,
  admin: AccountActor,
  isRehearsal = true,
): Promise<string> {
  process.env.PROVIDER_PRIVATE_HOSTS = new URL(sandbox.url).host;
  const { providerId, settings } = sandbox;
  const { connectionId } = await saveConnection(
    admin,
    { connectionId: null, providerId, name: "Rehearsal", isRehearsal, settings },
    new Date(),
  );
  return connectionId;
}

/** An office with its people, a contract of its staff, and a connection to a sandbox. */
export async function officeWith(sandbox: Service, isRehearsal = true) {
  await makeOffice();
  const [admin, manager, owner] = await Promise.all([
    makeAccount("admin"),
    makeAccount("manager"),
    makeAccount("staff"),
  ]);
  return {
    admin,
    manager,
    owner,
    documentId: await makeDocument(owner, makeContract()),
    connectionId: await connectTo(sandbox, admin, isRehearsal),
  };
}

/** Sends a draft through a connection, as far as its create. @returns the envelope's id */
export async function sendThrough(
  owner: AccountActor,
  connectionId: string,
  draft: { envelopeId: string; rev: number },
): Promise<string> {
  const { rev } = await chooseConnection(owner, { ...draft, connectionId }, new Date());
  await sendDraft(owner, { envelopeId: draft.envelopeId, rev });
  await runDueJobs(envelopeJobs);
  return draft.envelopeId;
}
