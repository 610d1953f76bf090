import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { capabilities } from "@/lib/vocabulary/capabilities";
import type {
  Interpretation,
  ProviderAnswer,
  SendRequest,
  SigningProvider,
  Values,
} from "./contract";
import { testTemplates } from "./contract-suite-templates";
import { describeInputs, secretsOf } from "./describe-inputs";
import { TransportError } from "./http";
import type { Sandbox, SandboxFault } from "./sandbox";
import { readStatement } from "./statement";
import { fillThere, sendThere, testTools, unheardCallbackUrl, unheardSecrets } from "./testing";

/** What a provider's own test hands in: settings that work, and answers that it must understand. */
export type ProviderExamples = {
  readonly settings: Values;
  readonly accepted: ProviderAnswer;
  /** For a provider elsewhere: its sandbox, and a request that the sandbox takes. */
  readonly elsewhere?: {
    readonly start: () => Promise<Sandbox>;
    readonly request: SendRequest;
    readonly document: Uint8Array;
  };
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
      slotId: null,
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
      slotId: null,
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
  template: null,
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
      const { hosted, callbacks, launch, boxes, identity, ...others } = provider.capabilities;
      expect(others.document.includes("template")).toBe(others.templates);
      expect(provider.parseTemplateSample !== undefined).toBe(others.templates);
      if (hosted === "here") expect({ callbacks, launch }).toMatchObject({ launch: false });
      expect(callbacks.scope === "none").toBe(callbacks.address === "none");
      if (boxes.count === "none") expect(boxes.required).toBe(false);
      if (boxes.count !== "none" && !boxes.isCustomAllowed)
        expect(boxes.presets.length).toBeGreaterThan(0);
      expect(new Set(identity.map(({ part }) => part)).size).toBe(identity.length);
    });

    test("a session can do what its capabilities say, and nothing more", () => {
      const { hosted, isCreateIdempotent, launch, cancel } = provider.capabilities;
      const session = provider.open(settings(), testTools());
      expect({
        launch: session.launch !== undefined,
        findAgain: session.findAgain !== undefined,
        cancel: session.cancel !== undefined,
      }).toEqual({
        launch,
        findAgain: isCreateIdempotent && hosted === "there",
        cancel: cancel === "provider" || cancel === "told",
      });
    });

    test("what people sign elsewhere in place of a file can be said before it is sent", () => {
      const { hosted, signedFile } = provider.capabilities;
      expect(provider.dataToSign !== undefined).toBe(
        hosted === "there" && signedFile === "composed_here",
      );
      const signed = provider.dataToSign?.(frozen(), settings());
      if (signed?.kind === "statement") expect(readStatement(signed.text)).not.toBeNull();
    });

    test("a part that an option calls for names an option and choices of the provider's own", () => {
      const options = describeInputs(provider.options);
      for (const { requiredBy } of provider.capabilities.identity) {
        const option = options.find(({ name }) => name === requiredBy?.option);
        const choices = option?.type === "boolean" ? [true, false] : (option?.choices ?? []);
        expect(choices).toEqual(expect.arrayContaining(requiredBy ? [...requiredBy.choices] : []));
      }
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
      const text = JSON.stringify(provider.prepare(frozen(), settings()).body);
      for (const secret of secretsOf(provider.settings, settings()))
        expect(text).not.toContain(secret);
    });

    test("a good answer is accepted, with a reference that survives the database", () => {
      const interpretation = provider.interpret(examples.accepted);
      expect(interpretation.outcome).toBe("accepted");
      if (interpretation.outcome === "accepted")
        expect(JSON.parse(JSON.stringify(interpretation.reference))).toEqual(
          interpretation.reference,
        );
    });

    test.each([
      [200, "<html>busy</html>"],
      [200, ""],
      [302, ""],
      [500, ""],
      [500, '{"code":null,"message":"An error has occurred."}'],
      [500, '{"code":500,"message":"Internal Server Error"}'],
      [502, '{"code":502,"message":"Bad Gateway"}'],
      [504, "<html>Gateway Time-out</html>"],
    ])("HTTP %i %s says neither that it was made nor that it was not", (status, body) => {
      const answer = { kind: "http", status, headers: {}, body: Buffer.from(body) } as const;
      expect(provider.interpret(answer).outcome).toBe("unknown");
    });

    if (provider.capabilities.hosted === "here")
      test("the connection can be tested", async () => {
        expect(await provider.open(settings(), testTools()).check()).toEqual({ isReachable: true });
      });
  });
  if (examples.elsewhere) testElsewhere(provider, examples.elsewhere);
  if (examples.elsewhere && provider.capabilities.templates)
    testTemplates(provider, examples.elsewhere);
}

/** Over real HTTP, against a reading of the provider's document that somebody else made. */
function testElsewhere(
  provider: SigningProvider,
  { start, request, document }: NonNullable<ProviderExamples["elsewhere"]>,
): void {
  describe(`${provider.id} talks to its sandbox`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await start();
      if (provider.capabilities.callbacks.address === "per_connection")
        sandbox.switch({ callbackUrl: unheardCallbackUrl });
    });
    afterAll(() => sandbox.close());

    const settingsOf = (): Values => provider.settings.parse(sandbox.settings) as Values;
    const open = (settings = settingsOf()) => {
      const tools = testTools([new URL(sandbox.url).host], {}, 2_000);
      return { tools, session: provider.open(settings, tools) };
    };
    /** Each time another envelope: an idempotent provider would find the last one again. */
    const another = (): SendRequest => ({ ...request, envelopeId: crypto.randomUUID() });
    const create = (fault: SandboxFault, envelope = another()): Promise<Interpretation> =>
      sendThere(provider, settingsOf(), envelope, document, async () => {
        await sandbox.plan({ on: "create", faults: [fault] });
      });

    test("the connection can be tested, and says no to wrong secrets", async () => {
      expect(await open().session.check()).toEqual({ isReachable: true });
      for (const { name, isSecret, isOurs } of describeInputs(provider.settings)) {
        if (!isSecret || isOurs) continue;
        expect(String(settingsOf()[name])).toContain(secretWord);
        const { session } = open({ ...settingsOf(), [name]: "another" });
        expect(await session.check()).toMatchObject({
          isReachable: false,
          error: { code: "rejected_credentials" },
        });
      }
    });

    test("what it accepts can be read back: title, people and their turn", async () => {
      const made = await create("ok");
      if (made.outcome !== "accepted") throw new Error(JSON.stringify(made));
      const snapshot = await open().session.read(made.reference, {
        recipients: request.recipients,
        wantsFile: false,
      });
      expect(snapshot.status).toBe("in_progress");
      expect(snapshot.title).toContain(request.referenceCode);
      expect(snapshot.recipients.map(({ recipientId }) => recipientId)).toEqual(
        request.recipients.map(({ id }) => id),
      );
      expect(made.reference).toMatchObject(provider.toReference(made.externalId ?? ""));
    });

    test("a document that nobody has is unknown, not away", async () => {
      const reference = provider.toReference("00000000-0000-4000-8000-000000000000");
      const reading = open().session.read(reference, { recipients: [], wantsFile: false });
      await expect(reading).rejects.toMatchObject({ code: "unknown_document" });
    });

    const outcomes: readonly (readonly [SandboxFault, Interpretation["outcome"] | "broken"])[] = [
      ["slow", "accepted"],
      ["dropped_before_commit", "broken"],
      ["dropped_after_commit", "broken"],
      ["silent_after_commit", "broken"],
      ["reset_mid_response", "broken"],
      ["half_json", "unknown"],
      ["500_before_commit", "unknown"],
      ["500_after_commit", "unknown"],
      ["502_html_after_commit", "unknown"],
      ["business_error", "rejected"],
      ["401", "not_sent"],
      ["429", "not_sent"],
      ["wrong_shape", "unknown"],
    ];
    test.each(outcomes)("the answer %s is understood as %s", async (fault, outcome) => {
      const found = await create(fault).then(
        (made) => made.outcome,
        (error: unknown) => {
          if (error instanceof TransportError) return error.isNotSent ? "not_sent" : "broken";
          throw error;
        },
      );
      expect(found).toBe(outcome);
    });

    test("everybody acts, and the signed file comes back", async () => {
      const made = await create("ok");
      if (made.outcome !== "accepted") throw new Error(JSON.stringify(made));
      const documentId = made.externalId ?? "";
      // A viewer holds nothing up: it is over when the others are done.
      for (const { role, position } of request.recipients.filter((one) => one.role !== "viewer"))
        await sandbox.act({
          documentId,
          recipient: position,
          act: role === "signer" ? "sign" : "approve",
        });
      const snapshot = await open().session.read(made.reference, {
        recipients: request.recipients,
        wantsFile: true,
      });
      expect(snapshot.status).toBe("completing");
      if (provider.capabilities.signedFile === "composed_here") {
        expect(snapshot.signedFile).toBeNull();
        expect(snapshot.evidence?.statement).toContain(request.referenceCode);
        expect(snapshot.evidence?.acts.map(({ recipientId }) => recipientId)).toEqual(
          request.recipients.map(({ id }) => id),
        );
      } else {
        const start = Buffer.from(snapshot.signedFile ?? []).subarray(0, 5);
        expect(start.toString()).toBe("%PDF-");
      }
      const signer = request.recipients.find(({ role }) => role === "signer");
      expect(
        snapshot.recipients.find(({ recipientId }) => recipientId === signer?.id),
      ).toMatchObject({ status: "signed" });
    });

    if (provider.capabilities.isCreateIdempotent)
      test("a create of which nobody heard is found again, and not made twice", async () => {
        const envelope = another();
        await create("dropped_after_commit", envelope).catch(() => {});
        const before = sandbox.ledger().documents.length;
        const call = provider.prepare(envelope, settingsOf());
        if (call.kind !== "http") throw new Error("A provider elsewhere whose call stays here");
        const body = fillThere(call, settingsOf(), document);
        const again = [];
        for (let round = 0; round < 2; round++)
          again.push(await open().session.findAgain?.(call, body));
        expect(again[0]).toMatchObject({ outcome: "accepted" });
        expect(again[1]).toEqual(again[0]);
        expect(sandbox.ledger().documents.length).toBe(before);
      });

    test("a token that ends, or is refused, is replaced without anybody noticing", async () => {
      const made = await create("ok");
      if (made.outcome !== "accepted") throw new Error(JSON.stringify(made));
      const { session } = open();
      const look = () =>
        session.read(made.reference, { recipients: request.recipients, wantsFile: false });
      await look();
      await sandbox.expireTokens();
      await expect(look()).resolves.toMatchObject({ status: "in_progress" });
      const calls = async () => {
        const { requests } = sandbox.ledger();
        return requests.filter(({ operation }) => operation === "token").length;
      };
      await sandbox.expireTokens();
      await session.forgetAuthorization();
      const before = await calls();
      await Promise.all(Array.from({ length: 10 }, look));
      expect((await calls()) - before).toBeLessThanOrEqual(2);
    });

    test("a callback of the sandbox is heard at each address, and what is none is refused", () => {
      const { callbacks } = sandbox.ledger();
      expect(callbacks.map(({ url }) => url)).toContain(unheardCallbackUrl);
      for (const { url, headers = {}, body, documentId } of callbacks) {
        const hear = (text: string) =>
          provider.receiveCallback?.({
            headers,
            body: Buffer.from(text),
            settings: settingsOf(),
            secret: unheardSecrets.get(url) ?? "",
          });
        expect(hear(body)).toMatchObject({
          verdict: "heard",
          externalId: documentId,
          answer: { status: 200 },
        });
        expect(hear(body)?.reference).toMatchObject(provider.toReference(documentId));
        for (const text of ["", "{}", "[]", "null", '"x"', "<html>", '{"documentId":{}}'])
          expect(hear(text)?.verdict).toBe("refused");
      }
    });
  });
}
