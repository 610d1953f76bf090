import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SendRecipient, SendRequest, Values } from "@/lib/provider-kit/contract";
import { fillTemplate } from "@/lib/provider-kit/contract-suite-templates";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { sendThere } from "@/lib/provider-kit/testing";
import type { TemplateShape } from "@/lib/vocabulary/template";
import { emzano } from ".";
import { createEmzanoSandbox } from "./sandbox";
import { parseTemplateSample } from "./template";

const people = [
  ["r1", "سارا احمدی", "+989121234567", "0012345679"],
  ["r2", "علی رضایی", "+989351234567", "0499370899"],
] as const;
const request: SendRequest = {
  envelopeId: "01900000-0000-7000-8000-000000000001",
  referenceCode: "K7Q2X-4PDM9",
  title: "اجاره",
  message: "",
  document: null,
  recipients: people.map(([id, name, phone, nationalId], position) => ({
    id,
    position,
    role: "signer",
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
  expiresAt: new Date(Date.now() + 7 * 86_400_000),
  options: {},
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createEmzanoSandbox();
});
afterAll(() => sandbox.close());

const shapeOf = (index: number): TemplateShape =>
  parseTemplateSample(sandbox.samples[index]?.text ?? "").shape;
const lease = (): SendRequest => fillTemplate(request, shapeOf(0));
const settingsOf = (changes: Values = {}): Values =>
  emzano.settings.parse({ ...sandbox.settings, ...changes }) as Values;

const withShape = (filled: SendRequest, change: Partial<TemplateShape>): SendRequest => ({
  ...filled,
  template: filled.template && {
    ...filled.template,
    shape: { ...filled.template.shape, ...change },
  },
});
const withValue = (filled: SendRequest, name: string, value: string): SendRequest => ({
  ...filled,
  template: filled.template && {
    ...filled.template,
    values: filled.template.values.map((one) => (one.name === name ? { ...one, value } : one)),
  },
});

describe("a template's call", () => {
  test("has the fixed ids, the people in their places, and every value as a text", () => {
    const filled = lease();
    const call = emzano.prepare(
      {
        ...filled,
        recipients: filled.recipients.toReversed(),
        options: { certificatePayment: false },
      },
      settingsOf(),
    );
    expect(call).toMatchObject({ path: "/api/v1/clm/documents/execute/template" });
    expect(call.body).toEqual({
      templateId: "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c7a",
      title: "اجاره · K7Q2X-4PDM9",
      callbackUrl: { insert: "callback_url" },
      expiredAt: request.expiresAt?.toISOString(),
      certificatePayment: false,
      workflows: [
        {
          id: "b9df253f-70e8-44b2-afaf-78dbff33fdd7",
          contact: "09121234567",
          title: "طرف اول قرارداد",
          nationalCode: "0012345679",
          name: "سارا احمدی",
        },
        {
          id: "0d0c8a52-3c19-4a1c-9a8e-6f2a3f0f7c11",
          contact: "09351234567",
          title: "طرف دوم قرارداد",
          nationalCode: "0499370899",
          name: "علی رضایی",
        },
      ],
      documentFields: filled.template?.values
        .filter(({ group }) => group === "document")
        .map(({ name, value }) => ({ name, value: name === "phone" ? "09121234567" : value })),
      ownerFields: [{ name: "office", value: expect.any(String) }],
    });
  });

  test("leaves out what was left empty", () => {
    const { body } = emzano.prepare(withValue(lease(), "website", ""), settingsOf());
    const { documentFields } = body as { documentFields: { name: string }[] };
    expect(documentFields.map(({ name }) => name)).not.toContain("website");
    const bare = fillTemplate(request, shapeOf(0), () => false);
    expect(emzano.prepare(bare, settingsOf()).body).toMatchObject({
      documentFields: [],
      ownerFields: [],
    });
  });

  test("writes mobiles as the settings say, those of the fields too", () => {
    const { body } = emzano.prepare(lease(), settingsOf({ phoneForm: "international" }));
    expect(body).toMatchObject({ workflows: [{ contact: "+989121234567" }, {}] });
    expect(JSON.stringify(body)).toContain('{"name":"phone","value":"+989121234567"}');
  });

  test("only a document asks how people sign", () => {
    const ofDocuments = describeInputs(emzano.options).filter((one) => one.isOnlyForDocuments);
    expect(ofDocuments.map(({ name }) => name)).toEqual(["digitalSignature", "repeatSignature"]);
  });
});

describe("the provider refuses", () => {
  const twice = (filled: SendRequest, part: keyof SendRecipient): SendRequest => ({
    ...filled,
    recipients: filled.recipients.map((one) => ({ ...one, [part]: filled.recipients[0]?.[part] })),
  });
  const cases: readonly (readonly [string, number, () => SendRequest])[] = [
    [
      "a template that it does not have",
      3006,
      () => withShape(lease(), { externalId: "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c70" }),
    ],
    [
      "people in another order",
      3005,
      () => withShape(lease(), { slots: shapeOf(0).slots.toReversed() }),
    ],
    [
      "a place without a person",
      3005,
      () => ({ ...lease(), recipients: lease().recipients.slice(1) }),
    ],
    ["the same mobile twice", 3004, () => twice(lease(), "phone")],
    ["the same national code twice", 3004, () => twice(lease(), "identity")],
    ["a deadline that has passed", 3010, () => ({ ...lease(), expiresAt: new Date(0) })],
    ["a signer without a box", 3024, () => fillTemplate(request, shapeOf(1))],
    ["a required value that is missing", 3025, () => withValue(lease(), "rent", "")],
    ["a value of another type", 3027, () => withValue(lease(), "rent", "ten")],
    [
      "a field that the template no longer has",
      3027,
      () => {
        const [field, ...others] = shapeOf(0).fields;
        const fields = field ? [{ ...field, name: "old" }, ...others] : [];
        return fillTemplate(request, { ...shapeOf(0), fields });
      },
    ],
  ];
  test.each(cases)("%s, with its code %i", async (_, code, change) => {
    expect(await sendThere(emzano, settingsOf(), change())).toMatchObject({
      outcome: "rejected",
      error: { words: { code } },
    });
  });
});
