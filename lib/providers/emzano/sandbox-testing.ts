import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { send, serve } from "@/lib/provider-kit/sandbox-http";
import type { EmzanoSandboxOptions } from "./sandbox";
import { createEmzanoSandbox } from "./sandbox";

let receiver: Awaited<ReturnType<typeof serve>>;
let onCallback: (() => Promise<void>) | undefined;
/** What the portal would do while it takes the next callbacks; until the test ends. */
export function duringCallbacks(work: () => Promise<void>): void {
  onCallback = work;
}
/** Every callback of the test. */
export const received: { path: string; type: string | undefined; body: string }[] = [];
const open: Sandbox[] = [];

beforeAll(async () => {
  receiver = await serve(0, async ({ url, headers, body }, response) => {
    received.push({ path: url.pathname, type: headers["content-type"], body: body.toString() });
    await onCallback?.();
    send(response, { status: 200, body: "{}" });
  });
});
afterAll(() => receiver.close());
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
  received.length = 0;
  onCallback = undefined;
});

export async function openSandbox(options: EmzanoSandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createEmzanoSandbox({ slowMilliseconds: 100, ...options });
  open.push(sandbox);
  return sandbox;
}

export const pdf = readFileSync(path.join(import.meta.dirname, "fixtures/three-pages.pdf"));
export const box = (x: number) => ({
  x,
  y: 96,
  width: 180,
  height: 60,
  digitalSignature: true,
  repeatSignature: false,
});
export const sara = {
  title: "طرف اول",
  contact: "09121234567",
  nationalCode: "0012345679",
  role: 0,
  name: "سارا احمدی",
  signatureField: box(72),
};
export const ali = {
  title: "مدیر",
  contact: "09351234567",
  nationalCode: "1234567891",
  role: 2,
  name: "علی رضایی",
};
export const reader = {
  ...ali,
  title: "خواننده",
  contact: "09361234567",
  nationalCode: "0084575948",
  role: 1,
};
export const fileBody = (changes: object = {}) => ({
  base64File: pdf.toString("base64"),
  title: "اجاره MUHR-7K2Q",
  callbackUrl: `${receiver.url}/callbacks/abcdef0123456789`,
  startPage: 1,
  certificatePayment: true,
  workflows: [sara, ali],
  ...changes,
});

export const form = (sandbox: Sandbox, changes: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: String(sandbox.settings.clientId),
    client_secret: String(sandbox.settings.clientSecret),
    username: String(sandbox.settings.username),
    password: String(sandbox.settings.password),
    grant_type: "password",
    ...changes,
  });
export const askToken = (sandbox: Sandbox, body: URLSearchParams | string) =>
  fetch(`${sandbox.url}/Identity/connect/token`, { method: "POST", body });

/** Calls with a fresh token. */
export async function signIn(sandbox: Sandbox) {
  const { access_token } = await (await askToken(sandbox, form(sandbox))).json();
  const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
  const documents = `${sandbox.url}/api/v1/clm/documents`;
  const execute = (kind: "file" | "template", body: unknown) =>
    fetch(`${documents}/execute/${kind}`, { method: "POST", headers, body: JSON.stringify(body) });
  const read = (id: string, query = "returnStructure=1&onlyDetail=false") =>
    fetch(`${documents}/${id}?${query}`, { headers });
  return {
    execute,
    read,
    readJson: async (id: string, query?: string) => (await read(id, query)).json(),
    create: async (changes: object = {}): Promise<string> => {
      const answer = await execute("file", fileBody(changes));
      expect(answer.status).toBe(200);
      return (await answer.json()).id;
    },
  };
}

export const control = (sandbox: Sandbox, path: string, body: unknown = {}) =>
  fetch(`${sandbox.controlUrl}${path}`, { method: "POST", body: JSON.stringify(body) });
