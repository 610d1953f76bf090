import path from "node:path";
import type { LedgerRequest, Sandbox, SandboxAct } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import { serveControlPlane } from "@/lib/provider-kit/sandbox-control";
import { createFaults } from "@/lib/provider-kit/sandbox-faults";
import { createKeep } from "@/lib/provider-kit/sandbox-keep";
import { serveApi } from "./sandbox-api";
import { createCallbacks } from "./sandbox-callbacks";
import { errorCodes } from "./sandbox-codes";
import type { SandboxDocument } from "./sandbox-documents";
import { serveInbox } from "./sandbox-inbox";
import { createOffice } from "./sandbox-office";
import type { Switches } from "./sandbox-switches";
import { changeSwitches, createSwitches } from "./sandbox-switches";
import { templates, toSample } from "./sandbox-templates";
import { createTokens } from "./sandbox-tokens";

export type EmzanoSandboxOptions = Partial<Switches> & {
  /** Three ports in a row from here; 0 takes free ones. */
  readonly firstPort?: number;
  /** Documents are kept in a folder of their own below it. Without it they end with the process. */
  readonly folder?: string;
};

const credentials = {
  clientId: "sandbox-client",
  clientSecret: "sandbox-client-secret",
  username: "sandbox-user",
  password: "sandbox-user-secret",
};

/** Emzano as its document describes it. */
export async function createEmzanoSandbox({
  firstPort = 0,
  folder,
  ...changes
}: EmzanoSandboxOptions = {}): Promise<Sandbox> {
  const switches = createSwitches();
  changeSwitches(switches, changes);
  const faults = createFaults(errorCodes);
  const tokens = createTokens(credentials, switches);
  const callbacks = createCallbacks(switches, faults);
  const keep = createKeep<SandboxDocument>(folder && path.join(folder, "emzano"));
  const office = createOffice(switches, callbacks, keep, () => inbox.url);
  const requests: LedgerRequest[] = [];

  const api = await serveApi(toPort(firstPort, 0), { switches, faults, tokens, office }, requests);
  const inbox = await serveInbox(toPort(firstPort, 2), office);

  const own = {
    providerId: "emzano",
    url: api.url,
    inboxUrl: inbox.url,
    settings: { baseUrl: api.url, ...credentials },
    samples: templates.map((template) => ({ title: template.title, text: toSample(template) })),
    ledger: () => ({
      requests,
      documents: office.ledger(),
      callbacks: callbacks.sent,
      fetches: [],
      messages: office.messages,
    }),
    plan: faults.plan,
    async act({ documentId, recipient, ...deed }: SandboxAct) {
      const document = office.require(documentId);
      const person = document.people.find(
        ({ order, contact }) => recipient === order - 1 || recipient === contact,
      );
      if (!person) throw new SandboxRefusal(`no recipient ${recipient}`, 404);
      await office.act(document, person, deed);
    },
    event: async ({ documentId, kind }) => callbacks.event(office.require(documentId), kind),
    expire: async (documentId) => office.expire(office.require(documentId)),
    expireTokens: tokens.expire,
    switch: (each) => changeSwitches(switches, each),
    calm() {
      faults.calm();
      switches.isDown = false;
    },
    async close() {
      office.close();
      callbacks.close();
      await Promise.all([api.close(), inbox.close(), control.close()]);
    },
  } satisfies Omit<Sandbox, "controlUrl">;
  await office.resume();
  const control = await serveControlPlane(toPort(firstPort, 1), own);
  return { ...own, controlUrl: control.url };
}

const toPort = (first: number, offset: number) => (first === 0 ? 0 : first + offset);
