import path from "node:path";
import type { LedgerRequest, Sandbox, SandboxValues } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import { serveControlPlane } from "@/lib/provider-kit/sandbox-control";
import { createFaults } from "@/lib/provider-kit/sandbox-faults";
import { send, serve } from "@/lib/provider-kit/sandbox-http";
import { createKeep } from "@/lib/provider-kit/sandbox-keep";
import { apiPath, createApi } from "./sandbox-api";
import { createCallbacks } from "./sandbox-callbacks";
import { errorCodes } from "./sandbox-codes";
import { createDesk } from "./sandbox-desk";
import { createPage, pagePath } from "./sandbox-page";
import { createPrintables } from "./sandbox-printables";
import type { SignRequest } from "./sandbox-sign-requests";
import type { Switches } from "./sandbox-switches";
import { changeSwitches, createSwitches } from "./sandbox-switches";

export type WebImzoSandboxOptions = Partial<Switches> & {
  /** Two ports in a row from here; 0 takes free ones. */
  readonly firstPort?: number;
  /** Requests are kept in a folder of their own below it. Without it they end with the process. */
  readonly folder?: string;
};

const credentials = {
  username: "sandbox-user",
  password: "sandbox-user-secret",
  apiKey: "sandbox-api-key-secret",
};
/** What the callbacks carry, until its panel is told otherwise. */
const callbackCredentials = {
  callbackUsername: "sandbox-callbacks",
  callbackPassword: "sandbox-callbacks-secret",
};

/** WebImzo as its document describes it: calls below `/test/api/`, the page at `/test/`. */
export async function createWebImzoSandbox({
  firstPort = 0,
  folder,
  ...changes
}: WebImzoSandboxOptions = {}): Promise<Sandbox> {
  const switches = createSwitches();
  changeSwitches(switches, { ...callbackCredentials, ...changes });
  const faults = createFaults(errorCodes);
  const keep = createKeep<SignRequest>(folder && path.join(folder, "webimzo"));
  const callbacks = createCallbacks(switches, faults, keep.save);
  const printables = createPrintables(keep.save);
  const pageUrl = () => `${server.url}${pagePath}`;
  const desk = createDesk({ switches, callbacks, printables, keep, pageUrl });
  const requests: LedgerRequest[] = [];

  const answerCall = createApi({ switches, faults, credentials, desk }, requests);
  const answerPerson = createPage({ switches, desk, callbacks, printables });
  const server = await serve(firstPort, async (request, response) => {
    const { pathname } = request.url;
    if (pathname.startsWith(apiPath)) return answerCall(request, response);
    if (pathname.startsWith(pagePath)) return answerPerson(request, response);
    send(response, { status: 404 });
  });

  const own = {
    providerId: "webimzo",
    url: server.url,
    inboxUrl: server.url,
    settings: {
      baseUrl: `${server.url}${apiPath}`,
      signPageUrl: pageUrl(),
      ...credentials,
      callbackUser: callbackCredentials.callbackUsername,
      callbackPassword: callbackCredentials.callbackPassword,
    },
    samples: [],
    ledger: () => ({
      requests,
      documents: desk.ledger(),
      callbacks: callbacks.sent,
      fetches: printables.fetches,
      messages: desk.messages,
    }),
    plan: faults.plan,
    act: desk.act,
    event: async ({ documentId, kind }) => callbacks.event(desk.require(documentId), kind),
    expire: async () => {
      throw new SandboxRefusal("its sign requests know no expiry");
    },
    // Its credentials never end.
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
  desk.resume();
  const control = await serveControlPlane(firstPort === 0 ? 0 : firstPort + 1, own);
  return { ...own, controlUrl: control.url };
}
