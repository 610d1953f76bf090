import { readFileSync } from "node:fs";
import path from "node:path";
import type { HttpCall, SendRecipient, SendRequest, Values } from "@/lib/provider-kit/contract";
import { fillCall } from "@/lib/provider-kit/fill-call";
import { toInitiate } from "./mapping-requests";
import { signzyOptions } from "./options";
import type { SignzySettings } from "./settings";
import { signzySettings } from "./settings";
import type { SignerHandle } from "./wire";

const read = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, "fixtures", `${name}.json`), "utf8");

/** An answer as the provider's page and integrators show it. */
export const example = (name: string): Values => JSON.parse(read(name)) as Values;
export const exampleBody = (name: string): Buffer => Buffer.from(read(name));

export const contractId = "e6b9bf89-5725-4331-9efd-0ff53b914764";
const esign = "https://api-preproduction.signzy.app/api/v3/contract/esign";
export const reference: { contractId: string; signers: SignerHandle[] } = {
  contractId,
  signers: (
    [
      ["3bd160a3-5e52-4ea8-9819-c1fc1e1bd838", "Mohit Kumar Sharma"],
      ["523af19d-762f-40e1-ae00-dbc46f7ed8b1", "Asha Nair"],
    ] as const
  ).map(([signerId, name]) => ({ signerId, name, esignUrl: `${esign}/${signerId}` })),
};

export const typedSettings = { accessToken: "secret-token" } as const;
export const settingsWith = (change: Values = {}): SignzySettings =>
  signzySettings.parse({ ...typedSettings, ...change });

const person = (
  change: Pick<SendRecipient, "id" | "position" | "name"> & Partial<SendRecipient>,
): SendRecipient => ({
  role: "signer",
  email: null,
  phone: null,
  identification: "link",
  identity: {},
  slotId: null,
  ...change,
});

export const request: SendRequest = {
  envelopeId: "01900000-0000-7000-8000-000000000001",
  referenceCode: "K7Q2X-4PDM9",
  title: "Savings Account Opening Form",
  message: "",
  document: { sha256: "a".repeat(64), size: 1_000, pageCount: 3 },
  recipients: [
    person({ id: "r1", position: 0, name: "Mohit Kumar Sharma" }),
    person({ id: "r2", position: 1, name: "Asha Nair", identity: { signature_type: "face" } }),
  ],
  placements: [
    {
      id: "p1",
      recipientId: "r1",
      page: 3,
      rect: { space: "pdf", x: 300, y: 400, width: 130, height: 70 },
      pageHeight: 842,
    },
    {
      id: "p2",
      recipientId: "r2",
      page: 1,
      rect: { space: "pdf", x: 36, y: 36, width: 130, height: 70 },
      position: "bottom_left",
      pageHeight: 842,
    },
  ],
  template: null,
  signingOrder: "sequential",
  expiresAt: null,
  options: {},
};

export const withOptions = (change: Values): SendRequest => ({
  ...request,
  options: signzyOptions.parse(change),
});

/** An e-challan with all that it needs. */
export const challan: Values = {
  stamp: "e_challan",
  stampState: "KA",
  stampArticle: "KA001",
  stampFirstParty: "Signzy",
  stampSecondParty: "Asha Nair",
  stampPurpose: "Lease",
  stampAmount: "1",
};
export const eStamp: Values = {
  ...challan,
  stamp: "e_stamp",
  stampDuty: "500",
  stampPrice: "100,000",
};

/** A create as it is written to the wire. */
export function bodyOf(
  change: Partial<SendRequest> = {},
  settings: Values = {},
): Readonly<Record<string, unknown>> {
  const known = settingsWith(settings);
  const body = toInitiate({ ...request, ...change }, known);
  const call: HttpCall = { kind: "http", method: "POST", path: "/", headers: {}, body };
  const filled = fillCall(call, {
    document: Buffer.from("%PDF-1.7"),
    texts: {
      callback_url: "https://muhr.example/callback",
      callback_secret: "heard",
      signer_callback_url: "https://muhr.example/signer-callback",
      signer_callback_secret: "signer-heard",
      printable_url: "https://muhr.example/printable.pdf",
      success_url: "https://muhr.example/success",
      failure_url: "https://muhr.example/failure",
      file_password: "Opens7",
    },
    settings: known,
    now: new Date("2026-11-26T00:00:00Z"),
  });
  return JSON.parse(filled.toString()) as Values;
}
