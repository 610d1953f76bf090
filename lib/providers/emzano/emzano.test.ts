import { describe, expect, test } from "vitest";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { plainScale, toProviderRect } from "@/lib/placements/provider-rect";
import type { PageBox } from "@/lib/placements/schema";
import type { SendRequest } from "@/lib/provider-kit/contract";
import { secretWord, testProvider } from "@/lib/provider-kit/contract-suite";
import { toDate } from "@/lib/provider-kit/to-date";
import { emzano } from ".";
import { knownCodes } from "./errors";
import { toSnapshot } from "./mapping";
import { createEmzanoSandbox } from "./sandbox";
import { documentAnswer } from "./wire";

const document = makeContract();
const request: SendRequest = {
  envelopeId: "01900000-0000-7000-8000-000000000001",
  referenceCode: "K7Q2X-4PDM9",
  title: "Lease of flat 12",
  message: "",
  document: { sha256: "a".repeat(64), size: document.length, pageCount: 3 },
  recipients: (
    [
      ["r1", "signer", "سارا احمدی", "09121234567", "0012345679"],
      ["r2", "approver", "علی رضایی", "09351234567", "0499370899"],
      ["r3", "viewer", "مینا کریمی", "09191234567", "0790419904"],
    ] as const
  ).map(([id, role, name, phone, nationalId], position) => ({
    id,
    position,
    role,
    name,
    email: null,
    phone,
    identification: "link",
    identity: { national_id: nationalId, title: "طرف اول" },
    slotId: null,
  })),
  placements: [
    {
      id: "p1",
      recipientId: "r1",
      page: 2,
      rect: { space: "pdf", x: 72, y: 96, width: 180, height: 60 },
    },
  ],
  template: null,
  signingOrder: "sequential",
  expiresAt: new Date(Date.now() + 7 * 86_400_000),
  options: {},
};

testProvider(emzano, {
  settings: {
    clientId: "office",
    clientSecret: `${secretWord}-1`,
    username: "office",
    password: `${secretWord}-2`,
  },
  accepted: {
    kind: "http",
    status: 200,
    headers: {},
    body: Buffer.from(JSON.stringify({ id: "2ac617da-02e4-4c36-afe1-f65919206d62" })),
  },
  elsewhere: { start: () => createEmzanoSandbox(), request, document },
});

describe("what goes out", () => {
  const account = { clientId: "a", clientSecret: "b", username: "c", password: "d" };
  const bodyWith = (settings: object, change: Partial<SendRequest> = {}) => {
    const call = emzano.prepare(
      { ...request, ...change },
      emzano.settings.parse({ ...account, ...settings }),
    );
    return call.body as {
      title: string;
      startPage: number;
      workflows: { contact: string; title: string; signatureField?: object }[];
    };
  };

  test("the title carries the reference code, and only a signer has a box", () => {
    const { title, startPage, workflows } = bodyWith({});
    expect({ title, startPage }).toEqual({
      title: "Lease of flat 12 · K7Q2X-4PDM9",
      startPage: 1,
    });
    expect(workflows.map(({ signatureField }) => signatureField)).toEqual([
      {
        ...{ x: 72, y: 96, width: 180, height: 60 },
        ...{ digitalSignature: true, repeatSignature: false },
      },
      undefined,
      undefined,
    ]);
  });

  test("what the manual leaves open is a setting", () => {
    const { startPage, workflows } = bodyWith({
      unitsPerPoint: 96 / 72,
      startPageBase: "1",
      swapWidthHeight: true,
      phoneForm: "international",
    });
    expect(startPage).toBe(2);
    expect(workflows[0]).toMatchObject({
      contact: "+989121234567",
      signatureField: { x: 96, y: 128, width: 80, height: 240 },
    });
  });

  test("the box has the numbers that the editor shows beside it", () => {
    const page: PageBox = { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 };
    for (const settings of [{}, { unitsPerPoint: 1.5 }, { swapWidthHeight: true }]) {
      const scale = emzano.boxScale?.({ ...account, ...settings }) ?? plainScale;
      const shown = request.placements.map(({ rect }) =>
        toProviderRect(rect, page, { ...emzano.capabilities.boxes, ...scale }),
      );
      expect(bodyWith(settings).workflows[0]?.signatureField).toMatchObject(shown[0] ?? {});
    }
  });

  test("who has no title is called by the role", () => {
    const recipients = request.recipients.map((one) => ({ ...one, identity: {} }));
    expect(bodyWith({}, { recipients }).workflows.map(({ title }) => title)).toEqual([
      "امضاکننده",
      "تأییدکننده",
      "بیننده",
    ]);
  });
});

describe("a callback", () => {
  const id = "2ac617da-02e4-4c36-afe1-f65919206d62";
  const hear = (body: object) =>
    emzano.receiveCallback?.({
      headers: {},
      body: Buffer.from(JSON.stringify(body)),
      settings: {},
    });

  test.each([
    [{ documentId: id, state: "Signed", title: "Lease" }, "Signed"],
    [{ documentId: id.toUpperCase(), state: 3 }, "3"],
    [{ documentId: id, state: "Archived", more: {} }, "Archived"],
    [{ documentId: id }, null],
  ])("%j is heard, whatever its state", (body, rawState) => {
    expect(hear(body)).toMatchObject({ verdict: "heard", externalId: id, rawState });
  });

  test.each([{ documentId: "17", state: "Signed" }, { documentId: "..", state: 3 }, { id }])(
    "%j names no document",
    (body) => {
      expect(hear(body)).toMatchObject({ verdict: "refused", externalId: null });
    },
  );
});

describe("what comes back", () => {
  test.each([
    ["2025-06-24T16:32:28.2699405+00:00", "2025-06-24T16:32:28.269Z"],
    ["2025-06-24T16:32:28", "2025-06-24T16:32:28.000Z"],
    ["2025-06-24T20:02:28+03:30", "2025-06-24T16:32:28.000Z"],
    ["0001-01-01T00:00:00", null],
    ["yesterday", null],
    [undefined, null],
  ])("the time %s is %s", (text, expected) => {
    expect(toDate(text)?.toISOString() ?? null).toBe(expected);
  });

  const read = (document: object) =>
    toSnapshot(documentAnswer.parse(document), {
      recipients: request.recipients,
      wantsFile: true,
    });

  test.each([
    [3, "completing"],
    ["Signed", "completing"],
    ["REJECTED", "declined"],
    ["5", "expired"],
    [0, "in_progress"],
    [2, "in_progress"],
    ["Archived", "in_progress"],
    [null, "in_progress"],
  ])("the state %s means %s", (state, status) => {
    expect(read({ state })).toMatchObject({ status, rawState: String(state ?? "") });
  });

  test("people are known again by number, whatever their order", () => {
    const { recipients } = read({
      state: 2,
      workflows: [
        { order: 3, nationalCode: "0790419904", state: 2 },
        { order: 1, nationalCode: null, contact: "+989121234567", state: "Signed", turn: false },
        { order: 2, nationalCode: "1111111111", name: "A stranger", state: 1 },
      ],
    });
    expect(recipients.map(({ recipientId, status }) => [recipientId, status])).toEqual([
      ["r1", "signed"],
      [null, "sent"],
      ["r3", "seen"],
    ]);
  });

  test("who has not been told of it yet waits, whatever the state says", () => {
    const { recipients } = read({
      state: 2,
      workflows: [
        { order: 1, state: 1, sent: true },
        { order: 2, state: 1, sent: false },
        { order: 3, state: 0, sent: false },
        { order: 4, state: 9 },
      ],
    });
    expect(recipients.map(({ status }) => status)).toEqual([
      "sent",
      "waiting",
      "waiting",
      "waiting",
    ]);
  });

  test("a national code that was sent as a number has lost its zeros", () => {
    const { recipients } = read({ state: 2, workflows: [{ order: 1, nationalCode: 12345679 }] });
    expect(recipients[0]?.recipientId).toBe("r1");
  });

  test("what is no PDF is no file", () => {
    const file = (bytes: string) =>
      read({ state: 3, base64: Buffer.from(bytes).toString("base64") }).signedFile;
    expect(file("<html>")).toBeNull();
    expect(file("%PDF-1.7")).not.toBeNull();
    expect(read({ state: 3, base64: "BASE64" }).signedFile).toBeNull();
  });

  test("every code of the manual has words in each language", () => {
    for (const locale of locales)
      expect(Object.keys(messagesFor(locale).providers.emzano.errors).map(Number)).toEqual(
        expect.arrayContaining([...knownCodes]),
      );
  });
});
