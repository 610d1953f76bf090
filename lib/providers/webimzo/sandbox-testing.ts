import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Sandbox, SandboxValues } from "@/lib/provider-kit/sandbox";
import type { SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { send, serve } from "@/lib/provider-kit/sandbox-http";
import type { WebImzoSandboxOptions } from "./sandbox";
import { createWebImzoSandbox } from "./sandbox";

/** A PDF only by its first line, longer than what a viewer asks for first. */
export const pdf = Buffer.from(`%PDF-1.7\n${"0123456789".repeat(20_000)}\n%%EOF\n`);
export const taken = { errorCode: "001", errorMessage: "OK", comment: "" };

type Answer = { readonly status?: number; readonly body?: unknown };
type Received = { path: string; authorization: string | undefined; body: string };
/** Every callback of the test. */
export const received: Received[] = [];
/** What the portal answers to the next callbacks; afterwards it takes them. */
export const answers: Answer[] = [];
let onCallback: (() => Promise<void>) | undefined;
export function duringCallbacks(work: () => Promise<void>): void {
  onCallback = work;
}

let portal: Awaited<ReturnType<typeof serve>>;
const open: Sandbox[] = [];

beforeAll(async () => {
  portal = await serve(0, async (request, response) => {
    const { url, headers, body } = request;
    if (url.pathname.startsWith("/printable/")) return send(response, answerPrintable(request));
    if (!url.pathname.startsWith("/callbacks/")) return send(response, { status: 404 });
    const { authorization } = headers;
    received.push({ path: url.pathname, authorization, body: body.toString() });
    await onCallback?.();
    const { status = 200, body: said = taken } = answers.shift() ?? {};
    send(response, { status, body: typeof said === "string" ? said : JSON.stringify(said) });
  });
});
afterAll(() => portal.close());
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
  received.length = 0;
  answers.length = 0;
  onCallback = undefined;
});

/** `/printable/whole` knows no ranges; `/printable/parts` does; `/printable/broken` breaks off. */
function answerPrintable({ method, url, headers }: SandboxRequest) {
  const kind = url.pathname.split("/").at(-1);
  const type = { "content-type": "application/pdf" };
  const [, from = "0", to = ""] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  if (kind === "gone") return { status: 404 };
  if (kind === "whole" || method === "HEAD" || headers.range === undefined)
    return { status: 200, headers: type, body: method === "HEAD" ? "" : pdf };
  const last = Math.min(Number(to), pdf.length - 1);
  const part = pdf.subarray(Number(from), last + 1);
  return {
    status: 206,
    headers: { ...type, "content-range": `bytes ${from}-${last}/${pdf.length}` },
    body: kind === "broken" && from !== "0" ? part.subarray(1) : part,
  };
}

export const printableLink = (kind: "parts" | "whole" | "broken" | "gone" = "parts") =>
  `${portal.url}/printable/${kind}`;
export const returnUrl = () => `${portal.url}/return/token?a=1`;
export const callbackSettings = () => ({
  callbackUrl: `${portal.url}/callbacks/abcdef0123456789`,
  callbackUsername: "webimzo",
  callbackPassword: "pässword",
});

export async function openSandbox(options: WebImzoSandboxOptions = {}): Promise<Sandbox> {
  const quick = { slowMilliseconds: 100, retryMilliseconds: 20 };
  const sandbox = await createWebImzoSandbox({ ...quick, ...callbackSettings(), ...options });
  open.push(sandbox);
  return sandbox;
}

export const sara = {
  userKey: "30101900010018",
  userInfo: "Sara Ahmedova",
  docStatusId: 10,
  signPriority: 1,
  userPhoneNumber: "901234567",
};
export const bahor = {
  userKey: "305109680",
  userInfo: "“Bahor” MChJ",
  docStatusId: 20,
  signPriority: 2,
  userPhoneNumber: "931112233",
  userId: 7,
  parentUserKey: "201123456",
};
export const actions = [
  {
    actionTypeId: 1,
    actionTypeName: "Imzolash",
    translates: [
      { languageCode: "RU", name: "Подписать" },
      { languageCode: "UZ_CYRL", name: "Имзолаш" },
      { languageCode: "EN", name: "Sign it" },
      { languageCode: "QR", name: "Qol qoyıw" },
    ],
  },
  { actionTypeId: 2, actionTypeName: "Tasdiqlash" },
  {
    actionTypeId: 9,
    actionTypeName: "Rad etish",
    translates: [{ languageCode: "RU", name: "Отклонить" }],
  },
];

export const createBody = (sandbox: Sandbox, changes: object = {}) => ({
  apiKey: sandbox.settings.apiKey,
  isAllowMultiple: true,
  isForceCreate: false,
  signatureMethodIds: [1, 3],
  signData: '{"title":"Ijara","sha256":"00"}',
  signRequestActionTypes: actions,
  signRequestUsers: [sara, bahor],
  tableId: 1,
  title: "Ijara shartnomasi MUHR-7K2Q",
  documentId: 17,
  documentIdAsString: "17",
  documentType: "contract",
  signDataTypeId: 2,
  printableLink: printableLink(),
  printableLinkExt: "pdf",
  isVisibleToOthers: true,
  ...changes,
});

/** Calls with Basic auth. */
export function connect(sandbox: Sandbox) {
  const { baseUrl, username, password, apiKey } = sandbox.settings;
  const basic = Buffer.from(`${username}:${password}`).toString("base64");
  const call = (name: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${baseUrl}v1/SignRequest/${name}`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}`, "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const callJson = async (name: string, body: object) =>
    (await call(name, { apiKey, ...body })).json();
  const create = async (changes: object = {}): Promise<Created> => {
    const answer = await call("Create", createBody(sandbox, changes));
    expect(answer.status).toBe(200);
    const { success, result } = await answer.json();
    expect(success).toBe(true);
    return result;
  };
  return {
    call,
    callJson,
    create,
    read: async ({ requestId, secretKey }: Created) =>
      (await callJson("Get", { requestId, secretKey })).result,
    logs: async (query: object = {}) => (await callJson("GetCallbackLogs", query)).result,
  };
}
export type Created = {
  readonly requestId: string;
  readonly secretKey: string;
  readonly smsInformed: boolean;
};

/** A person's browser on the page. */
export function visit(sandbox: Sandbox, { requestId, secretKey }: Created, more: object = {}) {
  const query = new URLSearchParams({ requestId, secretKey, redirect: returnUrl(), ...more });
  const address = `${sandbox.settings.signPageUrl}?${query}`;
  return {
    address,
    get: async (headers: Record<string, string> = {}) => (await fetch(address, { headers })).text(),
    post: (form: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(address, {
        method: "POST",
        body: new URLSearchParams(form),
        headers,
        redirect: "manual",
      }),
  };
}

export const control = (sandbox: Sandbox, path: string, body: SandboxValues | object = {}) =>
  fetch(`${sandbox.controlUrl}${path}`, { method: "POST", body: JSON.stringify(body) });

export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 200; tries += 1) await pause(10);
  expect(isSo()).toBe(true);
}
