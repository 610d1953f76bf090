import { describe, expect, test } from "vitest";
import { z } from "zod";
import { capabilities } from "@/lib/vocabulary/capabilities";
import type { ProviderAnswer, SendRequest, SigningProvider, Values } from "./contract";
import { testTools } from "./testing";

/** What a provider's own test hands in: settings that work, and answers that it must understand. */
export type ProviderExamples = {
  readonly settings: Values;
  readonly accepted: ProviderAnswer;
};

/** Every secret of the example settings contains this word. */
export const secretWord = "secret";

const request: SendRequest = {
  envelopeId: "01900000-0000-7000-8000-000000000001",
  referenceCode: "MUHR-7K2Q-X4PD",
  title: "Lease of flat ۱۲",
  message: "Please sign by Friday",
  document: { sha256: "a".repeat(64), size: 1_000, pageCount: 3 },
  recipients: [
    {
      id: "r1",
      position: 0,
      role: "signer",
      name: "Sara Ahmadi",
      email: "sara@example.org",
      phone: "+989120000000",
      identification: "link",
      identity: { national_id: "0012345679", title: "First party" },
    },
    {
      id: "r2",
      position: 1,
      role: "viewer",
      name: "रवि कुमार",
      email: "ravi@example.org",
      phone: null,
      identification: "link",
      identity: { title: "Reader" },
    },
  ],
  placements: [
    {
      id: "p1",
      recipientId: "r1",
      page: 3,
      rect: { space: "pdf", x: 72, y: 72, width: 144, height: 48 },
    },
  ],
  signingOrder: "sequential",
  expiresAt: new Date("2030-01-01T00:00:00Z"),
  options: {},
};

const deepFreeze = <T>(value: T): T => {
  if (value && typeof value === "object" && !(value instanceof Date)) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
};

/** Every provider passes these, unchanged. Its own oddities are tested in its own folder. */
export function testProvider(provider: SigningProvider, examples: ProviderExamples): void {
  const settings = () => provider.settings.parse(examples.settings) as Values;
  const frozen = (): SendRequest =>
    deepFreeze({ ...request, options: provider.options.parse({}) as Values });

  describe(`${provider.id} keeps the provider contract`, () => {
    test("its capabilities are complete, and nothing that the contract does not know", () => {
      expect(capabilities.parse(provider.capabilities)).toEqual(provider.capabilities);
    });

    test("its capabilities do not contradict each other", () => {
      const { hosted, callbacks, launch, boxes, identity } = provider.capabilities;
      if (hosted === "here") expect({ callbacks, launch }).toMatchObject({ launch: false });
      expect(callbacks.scope === "none").toBe(callbacks.address === "none");
      if (boxes.count === "none") expect(boxes.required).toBe(false);
      if (boxes.count !== "none" && !boxes.isCustomAllowed)
        expect(boxes.presets.length).toBeGreaterThan(0);
      expect(new Set(identity.map(({ part }) => part)).size).toBe(identity.length);
    });

    test("settings and options can be shown as a form, and every option has a default", () => {
      for (const schema of [provider.settings, provider.options]) {
        const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
        for (const property of Object.values(properties))
          expect(["string", "number", "integer", "boolean"]).toContain(
            (property as { type?: string }).type,
          );
      }
      expect(() => provider.options.parse({})).not.toThrow();
    });

    test("the same request gives the same call, and the request stays as it was", () => {
      const input = frozen();
      expect(provider.prepare(input, settings())).toEqual(provider.prepare(input, settings()));
    });

    test("the call carries the title and everybody whom the provider serves", () => {
      const text = JSON.stringify(provider.prepare(frozen(), settings()));
      expect(text).toContain(request.title);
      for (const { name, role } of request.recipients)
        if (provider.capabilities.roles.includes(role)) expect(text).toContain(name);
    });

    test("the body of a call, which people see before they send, holds no secret", () => {
      const { body } = provider.prepare(frozen(), settings());
      expect(JSON.stringify(body)).not.toContain(secretWord);
    });

    test("a good answer is accepted, with a reference that survives the database", () => {
      const interpretation = provider.interpret(examples.accepted);
      expect(interpretation.outcome).toBe("accepted");
      if (interpretation.outcome === "accepted")
        expect(JSON.parse(JSON.stringify(interpretation.reference))).toEqual(
          interpretation.reference,
        );
    });

    test("an answer that makes no sense is never taken for accepted", () => {
      const answer: ProviderAnswer = {
        kind: "http",
        status: 200,
        headers: {},
        body: Buffer.from("<html>busy</html>"),
      };
      expect(provider.interpret(answer).outcome).not.toBe("accepted");
    });

    test("the connection can be tested", async () => {
      expect(await provider.open(settings(), testTools()).check()).toEqual({ isReachable: true });
    });
  });
}
