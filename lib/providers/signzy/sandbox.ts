import path from "node:path";
import type { LedgerRequest, Sandbox, SandboxValues } from "@/lib/provider-kit/sandbox";
import { serveControlPlane } from "@/lib/provider-kit/sandbox-control";
import { createFaults } from "@/lib/provider-kit/sandbox-faults";
import { send, serve } from "@/lib/provider-kit/sandbox-http";
import { createKeep } from "@/lib/provider-kit/sandbox-keep";
import { apiPath, createApi } from "./sandbox-api";
import { createCallbacks } from "./sandbox-callbacks";
import type { Contract } from "./sandbox-contracts";
import { createDesk } from "./sandbox-desk";
import { createLinks, filesPath } from "./sandbox-links";
import { createPage, pagePath } from "./sandbox-page";
import { errorCodes } from "./sandbox-refusals";
import type { Switches } from "./sandbox-switches";
import { changeSwitches, createSwitches } from "./sandbox-switches";

export type SignzySandboxOptions = Partial<Switches> & {
  /** Two ports in a row from here; 0 takes free ones. */
  readonly firstPort?: number;
  /** Contracts are kept in a folder of their own below it. Without it they end with the process. */
  readonly folder?: string;
};

const accessToken = "sandbox-signzy-token-secret";

/** Signzy's One Touch Sign as its document describes it: calls, signing pages and files on one host. */
export async function createSignzySandbox({
  firstPort = 0,
  folder,
  ...changes
}: SignzySandboxOptions = {}): Promise<Sandbox> {
  const switches = createSwitches();
  changeSwitches(switches, changes);
  const faults = createFaults(errorCodes);
  const keep = createKeep<Contract>(folder && path.join(folder, "signzy"));
  const links = createLinks({
    switches,
    origin: () => server.url,
    findByNumber: (number) => desk.findByNumber(number),
  });
  const answering = {
    switches,
    links,
    toPageLink: ({ id }: { readonly id: string }) => `${server.url}${pagePath}${id}`,
  };
  const callbacks = createCallbacks(answering, faults);
  const desk = createDesk({ switches, callbacks, keep });
  desk.resume();
  const requests: LedgerRequest[] = [];

  const answerCall = createApi({ answering, faults, token: accessToken, desk }, requests);
  const answerPerson = createPage({ switches, desk, callbacks });
  const server = await serve(firstPort, async (request, response) => {
    const { pathname } = request.url;
    if (pathname.startsWith(pagePath)) return answerPerson(request, response);
    if (pathname.startsWith(apiPath)) return answerCall(request, response);
    if (pathname.startsWith(filesPath)) return links.answer(request, response);
    send(response, { status: 404 });
  });

  const own = {
    providerId: "signzy",
    url: server.url,
    inboxUrl: server.url,
    settings: { baseUrl: server.url, accessToken },
    samples: [],
    ledger: () => ({
      requests,
      documents: desk.ledger(),
      callbacks: callbacks.sent,
      fetches: desk.fetches,
      // It tells nobody: links go out with the answer, and the office hands them on.
      messages: [],
    }),
    plan: faults.plan,
    act: desk.act,
    event: async ({ documentId, kind }) => callbacks.event(desk.require(documentId), kind),
    expire: async (documentId) => desk.expire(desk.require(documentId)),
    // Its token never ends.
    expireTokens: () => {},
    switch: (each: SandboxValues) => changeSwitches(switches, each),
    calm() {
      faults.calm();
      switches.isDown = false;
    },
    async close() {
      callbacks.close();
      await Promise.all([server.close(), control.close()]);
    },
  } satisfies Omit<Sandbox, "controlUrl">;
  const control = await serveControlPlane(firstPort === 0 ? 0 : firstPort + 1, own);
  return { ...own, controlUrl: control.url };
}
