import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Sandbox, SandboxValues } from "@/lib/provider-kit/sandbox";
import { send, serve } from "@/lib/provider-kit/sandbox-http";
import type { SignzySandboxOptions } from "./sandbox";
import { createSignzySandbox } from "./sandbox";

/** Three pages: A4, US letter, and A4 turned by 90°. */
export const pdf = readFileSync(path.join(import.meta.dirname, "fixtures/sandbox-contract.pdf"));

type Received = { path: string; authorization: string | undefined; body: string };
/** Every callback of the test. */
export const received: Received[] = [];
/** The files that the portal's own address has for the sandbox. */
export const hosted = new Map<string, Buffer>();

let portal: Awaited<ReturnType<typeof serve>>;
const open: Sandbox[] = [];

beforeAll(async () => {
  portal = await serve(0, async ({ url, headers, body }, response) => {
    const file = hosted.get(url.pathname);
    if (file) return send(response, { status: 200, body: file });
    if (url.pathname.startsWith("/moved"))
      return send(response, { status: 302, headers: { location: "/contract.pdf" } });
    if (!url.pathname.startsWith("/callbacks/")) return send(response, { status: 404 });
    const { authorization } = headers;
    received.push({ path: url.pathname, authorization, body: body.toString() });
    send(response, { status: 200, body: '{"accepted":true}' });
  });
});
afterAll(() => portal.close());
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
  received.length = 0;
  hosted.clear();
});

export const portalUrl = () => portal.url;

export async function openSandbox(options: SignzySandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSignzySandbox({ slowMilliseconds: 60, ...options });
  open.push(sandbox);
  return sandbox;
}

export const box = {
  pageNo: [2],
  signaturePosition: ["CUSTOMIZE"],
  xCoordinate: [300],
  yCoordinate: [400],
  height: 70,
  width: 130,
};
export const aarav = {
  signerName: "Aarav Kumar Sharma",
  signatureType: "AADHAARESIGN-OTP",
  signerGender: "male",
  uidLastFourDigits: "1345",
  signerYearOfBirth: "1987",
  signatures: [box],
};
export const diya = {
  signerName: "Diya Nair",
  signatureType: "AADHAARESIGN-FACEAUTH",
  signerGender: "female",
  uidLastFourDigits: "2468",
  signerYearOfBirth: "1992",
  signatures: [{ pageNo: ["All"], signaturePosition: ["BOTTOMLEFT"] }],
};
export const challan = {
  type: "eChallan",
  stateCode: "KA",
  firstPartyName: "Bahaar Homes",
  secondPartyName: "Diya Nair",
  purposeOfStampDuty: "Lease",
  articleCode: "KA001",
  stampDutyPaidBy: "Bahaar Homes",
  amount: 100,
};

/** Takes everything that the document describes. */
export const initiateBody = (changes: object = {}): Record<string, unknown> => ({
  pdf: pdf.toString("base64"),
  contractName: "Lease MUHR-7K2Q",
  contractExecuterName: "Bahaar Homes",
  successRedirectUrl: `${portal.url}/return/good?a=1`,
  failureRedirectUrl: `${portal.url}/return/bad?a=1`,
  contractTtl: 1_209_600_000,
  callbackUrl: `${portal.url}/callbacks/contract`,
  callbackUrlAuthorizationHeader: "header-of-the-contract",
  eSignProvider: "EMUDHRA",
  signerdetail: [aarav, diya],
  signerCallbackUrl: `${portal.url}/callbacks/signer`,
  signerCallbackUrlAuthorizationHeader: "header-of-the-signers",
  ...changes,
});
export const strict = {
  nameMatchThreshold: "0.90",
  allowSignerYOBMatch: true,
  allowSignerGenderMatch: true,
};

export type Created = {
  readonly contractId: string;
  readonly signerdetail: readonly { readonly signerId: string; readonly esignUrl: string }[];
};

/** Calls with the token. */
export function connect(sandbox: Sandbox) {
  const { baseUrl, accessToken } = sandbox.settings;
  const call = (name: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${baseUrl}/api/v3/contract/${name}`, {
      method: "POST",
      headers: {
        authorization: String(accessToken),
        "content-type": "application/json",
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return {
    call,
    create: async (changes: object = {}): Promise<Created> => {
      const answer = await call("initiate", initiateBody(changes));
      const said = await answer.json();
      expect([answer.status, said.message]).toEqual([200, undefined]);
      return said;
    },
    read: async ({ contractId }: Created) => (await call("pullData", { contractId })).json(),
    /** @returns the status and the message of a refusal */
    refused: async (name: string, body: unknown) => {
      const answer = await call(name, body);
      return [answer.status, (await answer.json()).message];
    },
  };
}

const form = {
  act: "sign",
  name: aarav.signerName,
  lastFour: "1345",
  yearOfBirth: "1987",
  gender: "male",
  code: "123456",
};
/** A person's browser on the page of a signer. @param index from 0 */
export function visit({ signerdetail }: Created, index = 0) {
  const address = signerdetail[index]?.esignUrl ?? "";
  const post = async (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers,
      redirect: "manual",
    });
  return {
    address,
    get: () => fetch(address),
    post,
    /** @param changes of what the first signer would enter */
    sign: (changes: Partial<typeof form> = {}) => post({ ...form, ...changes }),
  };
}

export const control = (sandbox: Sandbox, path: string, body: SandboxValues | object = {}) =>
  fetch(`${sandbox.controlUrl}${path}`, { method: "POST", body: JSON.stringify(body) });

export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 200; tries += 1) await pause(10);
  expect(isSo()).toBe(true);
}

/** What stands behind a link. */
export async function download(link: string): Promise<Buffer> {
  const answer = await fetch(link);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  return Buffer.from(await answer.arrayBuffer());
}
