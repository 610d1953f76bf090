import { expect, test } from "vitest";
import type { SendRecipient, SendRequest } from "@/lib/provider-kit/contract";
import { providers } from "@/lib/providers/registry";
import { checkEnvelope } from "./check-envelope";

const signer = (position: number, phone: string, nationalId: string): SendRecipient => ({
  id: `r${position}`,
  position,
  role: "signer",
  name: `Person ${position}`,
  email: null,
  phone,
  identification: "link",
  identity: { national_id: nationalId },
  slotId: null,
});

const request = (recipients: readonly SendRecipient[]): SendRequest => ({
  envelopeId: "e",
  referenceCode: "AAAAA-BBBBB",
  title: "Lease",
  message: "",
  document: { sha256: "a".repeat(64), size: 1_000, pageCount: 1 },
  template: null,
  recipients,
  placements: [],
  signingOrder: "sequential",
  expiresAt: null,
  options: {},
});

const elsewhere = providers.find(({ capabilities }) =>
  capabilities.identity.some(({ isUnique }) => isUnique),
);
if (!elsewhere) throw new Error("No provider takes each person once");

const partsTwice = (others: readonly SendRecipient[]) =>
  checkEnvelope(request(others), [], elsewhere.capabilities, {
    now: new Date(),
    isMailConfigured: false,
    hasSenderCode: () => false,
  })
    .filter(({ code }) => code === "identity_twice")
    .map(({ recipientId, part }) => [recipientId, part]);

const first = signer(0, "09121234567", "0012345679");

test("the same person is not taken twice, in whatever digits they are written", () => {
  expect(partsTwice([first, signer(1, "09351234567", "0499370899")])).toEqual([]);
  expect(partsTwice([first, signer(1, "09351234567", "۰۰۱۲۳۴۵۶۷۹")])).toEqual([
    ["r1", "national_id"],
  ]);
  expect(partsTwice([first, signer(1, "+98 912 123 4567", "0499370899")])).toEqual([
    ["r1", "phone"],
  ]);
});
