import type { ServerResponse } from "node:http";
import type { CallOperation, LedgerRequest, Sandbox, SandboxAct } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import { serveControlPlane } from "@/lib/provider-kit/sandbox-control";
import { answerWithFault, createFaults } from "@/lib/provider-kit/sandbox-faults";
import type { SandboxAnswer, SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { send, serve, toJson, toLedgerValue } from "@/lib/provider-kit/sandbox-http";
import { toDocumentAnswer } from "./sandbox-answers";
import { createCallbacks } from "./sandbox-callbacks";
import { codedRefusal, plainRefusal } from "./sandbox-codes";
import type { Person, SandboxDocument } from "./sandbox-documents";
import { toDeed, toInboxPage } from "./sandbox-inbox";
import { createOffice } from "./sandbox-office";
import { readFileRequest } from "./sandbox-requests";
import type { Switches } from "./sandbox-switches";
import { createSwitches, setSwitches } from "./sandbox-switches";
import { readTemplateRequest } from "./sandbox-template-requests";
import { templates, toSample } from "./sandbox-templates";
import { createTokens } from "./sandbox-tokens";

export type EmzanoSandboxOptions = Partial<Switches> & {
  /** Three ports in a row from here; 0 takes free ones. */
  readonly firstPort?: number;
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
  ...changes
}: EmzanoSandboxOptions = {}): Promise<Sandbox> {
  const switches = createSwitches();
  setSwitches(switches, changes);
  const faults = createFaults();
  const tokens = createTokens(credentials, switches);
  const callbacks = createCallbacks(switches, faults);
  const office = createOffice(switches, callbacks, () => inbox.url);
  const requests: LedgerRequest[] = [];

  const toAnswer = (work: () => SandboxAnswer): SandboxAnswer => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      const { status, code, message } = error;
      return toJson(status, code === undefined ? { message } : { code, message });
    }
  };
  const refused = (error: SandboxRefusal) =>
    toAnswer(() => {
      throw error;
    });

  /** What a healthy service answers to a call of a document. */
  function answerDocumentCall(
    operation: CallOperation | "other",
    request: SandboxRequest,
    entry: LedgerRequest,
  ): SandboxAnswer {
    const { url, headers, body } = request;
    if (switches.isDown) throw codedRefusal(2);
    if (operation === "read") {
      const document = office.find(url.pathname.slice(documentsPath.length));
      if (!document) return { status: 404 };
      return toJson(200, toDocumentAnswer(document, url.searchParams, switches));
    }
    if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) return { status: 415 };
    const value = parse(body);
    const draft = url.pathname.endsWith("/template")
      ? readTemplateRequest(value)
      : readFileRequest(value, switches);
    entry.committed = office.create(draft).id;
    return toJson(200, { id: entry.committed });
  }

  const api = await serve(toPort(firstPort, 0), async (request, response) => {
    const operation = operationOf(request);
    const entry = toEntry(operation, request);
    requests.push(entry);
    const note = ({ status, body }: SandboxAnswer) => {
      entry.status = status;
      entry.answer = toLedgerValue(readable(body));
    };
    const answer = (each: SandboxAnswer) => {
      note(each);
      send(response, each);
    };
    if (operation === "other") return answer({ status: 404 });
    if (operation !== "token" && !tokens.isLive(request))
      return answer({
        status: 401,
        headers: { "www-authenticate": 'Bearer error="invalid_token"' },
      });
    const commit = () =>
      operation === "token"
        ? tokens.answer(request)
        : toAnswer(() => answerDocumentCall(operation, request, entry));
    entry.fault = faults.next(operation);
    const businessError =
      operation === "token"
        ? toJson(400, { error: "invalid_client" })
        : refused(codedRefusal(3027));
    await answerWithFault(entry.fault, response, commit, { ...switches, businessError }, note);
  });

  const inbox = await serve(toPort(firstPort, 2), async (request, response) => {
    const [, room, token = "", part] = request.url.pathname.split("/");
    const found = room === "inbox" ? office.findByInboxToken(token) : undefined;
    if (!found) return send(response, { status: 404 });
    await answerInbox(found, part, request, response);
  });

  async function answerInbox(
    { document, person }: { document: SandboxDocument; person: Person },
    part: string | undefined,
    { method, headers, url, body }: SandboxRequest,
    response: ServerResponse,
  ): Promise<void> {
    if (method === "GET" && part === "file")
      return send(response, {
        status: 200,
        headers: { "content-type": "application/pdf" },
        body: document.finalFile ?? document.file,
      });
    if (method === "GET") return send(response, toInboxPage(document, person));
    if (method !== "POST" || (headers.origin ?? url.origin) !== url.origin)
      return send(response, { status: 403 });
    try {
      await office.act(document, person, toDeed(body));
      send(response, { status: 303, headers: { location: url.pathname } });
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      send(response, toInboxPage(document, person, error.message));
    }
  }

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
    switch: (each) => setSwitches(switches, each),
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
  const control = await serveControlPlane(toPort(firstPort, 1), () => own);
  return { ...own, controlUrl: control.url };
}

const toPort = (first: number, offset: number) => (first === 0 ? 0 : first + offset);

const documentsPath = "/api/v1/clm/documents/";

function operationOf({ method, url }: SandboxRequest): CallOperation | "other" {
  if (url.pathname === "/Identity/connect/token") return "token";
  if (!url.pathname.startsWith(documentsPath)) return "other";
  const rest = url.pathname.slice(documentsPath.length);
  if (method === "POST" && /^execute\/(file|template)$/.test(rest)) return "create";
  return method === "GET" && /^[0-9a-f-]{36}$/i.test(rest) ? "read" : "other";
}

function toEntry(operation: LedgerRequest["operation"], request: SandboxRequest): LedgerRequest {
  const { method, url, headers, body } = request;
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const value = isForm
    ? Object.fromEntries(new URLSearchParams(body.toString("utf8")))
    : readable(body);
  return {
    at: new Date(),
    operation,
    method,
    path: `${url.pathname}${url.search}`,
    body: toLedgerValue(value),
    fault: "ok",
    committed: null,
    status: null,
    answer: null,
  };
}

/** JSON where it is JSON, else the text. */
function readable(body: Buffer | string | undefined): unknown {
  const text = body?.toString() ?? "";
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw plainRefusal("The JSON value could not be converted. Path: $.");
  }
}
