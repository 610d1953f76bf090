import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkTemplateValue } from "@/lib/recipients/template-values";
import type { TemplateField, TemplateFieldKind, TemplateShape } from "@/lib/vocabulary/template";
import { templateShape } from "@/lib/vocabulary/template";
import type { SendRequest, SigningProvider, TemplateSample, Values } from "./contract";
import { TemplateSampleError } from "./errors";
import type { Sandbox } from "./sandbox";
import { sendThere, testTools } from "./testing";

/** A right value of every kind, as it goes out. */
const rightValues: Readonly<Record<TemplateFieldKind, string>> = {
  text: "Flat 12, «ground floor»",
  amount_words: "دویست و پنجاه میلیون ریال",
  aadhaar_last_four: "2346",
  bank_card: "6219861034529007",
  birth_year: "1987",
  email: "sara@example.org",
  english_text: "Sara Ahmadi",
  indian_mobile: "+919876543210",
  inn: "201123456",
  iran_mobile: "+989121234567",
  iran_postal_code: "1969714341",
  jalali_date: "1405/01/01",
  national_code: "0499370899",
  number: "0012",
  organisation_id: "10380284790",
  persian_text: "تهران، خیابان ولی‌عصر",
  pinfl: "30101900010018",
  pinfl_or_inn: "50101050010018",
  rial_amount: "250000000",
  sheba: "IR820540102680020817909002",
  toman_amount: "25000000",
  uzbek_phone: "+998901234567",
  web_address: "https://example.org/lease?page=1",
  whole_number: "12",
};

/** An envelope of this template, with these fields filled in and one of our people in every place. */
export function fillTemplate(
  request: SendRequest,
  shape: TemplateShape,
  isFilled: (field: TemplateField) => boolean = () => true,
): SendRequest {
  const people = request.recipients.slice(0, shape.slots.length);
  return {
    ...request,
    document: null,
    placements: [],
    recipients: people.map((person, index) => ({
      ...person,
      slotId: shape.slots[index]?.id ?? null,
    })),
    template: {
      shape,
      values: shape.fields
        .filter(isFilled)
        .map(({ group, name, kind }) => ({ group, name, value: rightValues[kind] })),
    },
  };
}

type Elsewhere = { readonly start: () => Promise<Sandbox>; readonly request: SendRequest };

/** For a provider with templates; the first sample of its sandbox is one that can be sent. */
export function testTemplates(provider: SigningProvider, { start, request }: Elsewhere): void {
  describe(`${provider.id} sends by template`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await start();
    });
    afterAll(() => sandbox.close());

    const settingsOf = (): Values => provider.settings.parse(sandbox.settings) as Values;
    const parse = (text: string): TemplateSample | undefined =>
      provider.parseTemplateSample?.(text);
    const shapeOf = (): TemplateShape => templateShape.parse(parse(sampleOf())?.shape);
    const sampleOf = (): string => sandbox.samples[0]?.text ?? "";

    test("every sample of the panel is understood, wholly and always in the same way", () => {
      expect(sandbox.samples.length).toBeGreaterThan(0);
      for (const { text } of sandbox.samples) {
        expect(parse(text)?.warnings).toEqual([]);
        expect(templateShape.parse(parse(text)?.shape)).toEqual(parse(text)?.shape);
      }
    });

    test.each(["", "{}", "[]", "null", "<html>", "{", '{"id":"1"}', "\u0000"])(
      "%j is no sample",
      (text) => {
        expect(() => parse(text)).toThrow(TemplateSampleError);
      },
    );

    test("a template's call does not carry a document, and is the same every time", () => {
      const filled = fillTemplate(request, shapeOf());
      const call = provider.prepare(filled, settingsOf());
      expect(provider.prepare(filled, settingsOf())).toEqual(call);
      expect(JSON.stringify(call)).not.toContain("document_base64");
      expect(call).not.toMatchObject({
        path: Reflect.get(provider.prepare(request, settingsOf()), "path"),
      });
    });

    test.each([
      ["everything", () => true],
      ["what is required", ({ isRequired }: TemplateField) => isRequired],
    ])("filled in with %s it is accepted, and can be read back", async (_, isFilled) => {
      const filled = fillTemplate(request, shapeOf(), isFilled);
      const made = await sendThere(provider, settingsOf(), filled);
      if (made.outcome !== "accepted") throw new Error(JSON.stringify(made));
      const session = provider.open(settingsOf(), testTools([new URL(sandbox.url).host]));
      const snapshot = await session.read(made.reference, {
        recipients: filled.recipients,
        wantsFile: false,
      });
      expect(snapshot.title).toContain(request.referenceCode);
      expect(snapshot.recipients.map(({ recipientId }) => recipientId)).toEqual(
        filled.recipients.map(({ id }) => id),
      );
      const readBack = (field: TemplateField): string | undefined => {
        const { value = "" } = snapshot.values.find(({ name }) => name === field.name) ?? {};
        const verdict = checkTemplateValue({ ...field, isRequired: false }, value);
        return verdict.ok ? verdict.value : undefined;
      };
      for (const field of filled.template?.shape.fields ?? [])
        expect([field.name, readBack(field)]).toEqual([
          field.name,
          isFilled(field) ? rightValues[field.kind] : "",
        ]);
    });

    test("without a value that is required it is rejected", async () => {
      const shape = shapeOf();
      const missing = shape.fields.find(({ isRequired }) => isRequired);
      const filled = fillTemplate(request, shape, (field) => field !== missing);
      expect(await sendThere(provider, settingsOf(), filled)).toMatchObject({
        outcome: "rejected",
        error: { code: "invalid_request" },
      });
    });
  });
}
