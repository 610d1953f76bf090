import { describe, expect, test } from "vitest";
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

const circumstances = { now: new Date(), isMailConfigured: false, hasSenderCode: () => false };

describe("where signatures are not placed on pages", () => {
  const boxless = providers.find(({ capabilities }) => capabilities.boxes.count === "none");
  if (!boxless) throw new Error("Every provider has boxes");
  const { capabilities } = boxless;
  const person = (position: number, change: Partial<SendRecipient>): SendRecipient => ({
    ...signer(position, "", `20112345${position}`),
    phone: null,
    ...change,
  });
  const asked = (change: Partial<SendRequest>) =>
    checkEnvelope(
      { ...request([person(0, {})]), options: boxless.options.parse({}), ...change },
      [],
      capabilities,
      circumstances,
    );

  test("no box is needed, and those that a draft has do not matter", () => {
    expect(asked({})).toEqual([]);
    const box = { id: "b", recipientId: "r0", page: 1 };
    const rect = { space: "pdf", x: 9_000, y: 0, width: 1, height: 1 } as const;
    expect(asked({ placements: [{ ...box, rect }] })).toEqual([]);
  });

  test("a way of signing that needs a phone names whoever has none", () => {
    const wanting = capabilities.identity.flatMap(({ part, requiredBy }) =>
      requiredBy ? [{ part, ...requiredBy }] : [],
    );
    expect(wanting.length).toBeGreaterThan(0);
    for (const { part, option, choices } of wanting)
      for (const choice of choices) {
        const options = boxless.options.parse({ [option]: choice });
        const people = [person(0, {}), person(1, { phone: "+998901234567" })];
        expect(asked({ options, recipients: people })).toEqual([
          {
            code: "identity_missing_for_choice",
            recipientId: "r0",
            values: { name: "Person 0", position: 1 },
            part,
          },
        ]);
      }
  });

  test("the portal serves who only receives it, and asks nothing of the provider's of them", () => {
    expect(capabilities.roles).not.toContain("viewer");
    const viewer = person(1, { role: "viewer", identity: {} });
    expect(asked({ recipients: [person(0, {}), viewer] })).toEqual([]);
  });
});

test("a last day is neither past nor more than two years ahead", () => {
  const inDays = (days: number) => new Date(circumstances.now.getTime() + days * 86_400_000);
  const about = (expiresAt: Date) =>
    checkEnvelope({ ...request([first]), expiresAt }, [], elsewhere.capabilities, circumstances)
      .filter(({ code }) => code.startsWith("expires"))
      .map(({ code }) => code);
  expect(about(inDays(-1))).toEqual(["expires_in_the_past"]);
  expect(about(inDays(729))).toEqual([]);
  expect(about(inDays(733))).toEqual(["expires_too_late"]);
});
