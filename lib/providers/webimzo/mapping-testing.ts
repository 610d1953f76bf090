import { readFileSync } from "node:fs";
import path from "node:path";
import type { SendRequest, Values } from "@/lib/provider-kit/contract";
import type { WebimzoSettings } from "./settings";
import { webimzoSettings } from "./settings";

const read = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, "fixtures", `${name}.json`), "utf8");

/** An example of the provider's page. */
export const example = (name: string) =>
  JSON.parse(read(name)) as Values & { readonly result: Values };

export const exampleBody = (name: string): Buffer => Buffer.from(read(name));

export const reference = {
  requestId: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  secretKey: "9b2e8f10-0c6d-4a37-9f0e-5d1c7a6b4e21",
} as const;

export const typedSettings = {
  username: "office",
  password: "secret-1",
  apiKey: "secret-2",
  callbackUser: "webimzo",
  callbackPassword: "secret-3",
} as const;
export const settingsWith = (change: Values = {}): WebimzoSettings =>
  webimzoSettings.parse({ ...typedSettings, ...change });

export const request: SendRequest = {
  envelopeId: "01900000-0000-7000-8000-000000000001",
  referenceCode: "K7Q2X-4PDM9",
  title: "Ijara shartnomasi",
  message: "",
  document: { sha256: "a".repeat(64), size: 1_000, pageCount: 3 },
  recipients: (
    [
      ["r1", "signer", "Temur Fayzullayev", "+998990999999", "50101050010018"],
      ["r2", "approver", "Ижара МЧЖ", null, "201123456"],
    ] as const
  ).map(([id, role, name, phone, nationalId], position) => ({
    id,
    position,
    role,
    name,
    email: null,
    phone,
    identification: "link",
    identity: { national_id: nationalId },
    slotId: null,
  })),
  placements: [],
  template: null,
  signingOrder: "sequential",
  expiresAt: null,
  options: {},
};
