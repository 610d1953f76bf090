import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type { SendRequest, Values } from "@/lib/provider-kit/contract";
import { testProvider } from "@/lib/provider-kit/contract-suite";
import { fillCall } from "@/lib/provider-kit/fill-call";
import { readStatement } from "@/lib/provider-kit/statement";
import { webimzo } from ".";
import { knownCodes } from "./errors";
import { toDocumentId } from "./mapping-requests";
import { example, exampleBody, request, settingsWith, typedSettings } from "./mapping-testing";
import { dataTypes } from "./options";
import { createWebImzoSandbox } from "./sandbox";

testProvider(webimzo, {
  settings: typedSettings,
  accepted: { kind: "http", status: 200, headers: {}, body: exampleBody("created") },
  elsewhere: {
    start: () => createWebImzoSandbox(),
    request,
    document: Buffer.from("%PDF-1.7"),
  },
});

type Body = {
  readonly [name: string]: unknown;
  readonly documentId: number;
  readonly signData: string;
  readonly signRequestUsers: readonly Values[];
  readonly signRequestActionTypes: readonly Values[];
};

/** As it is written to the wire. */
function bodyOf(change: Partial<SendRequest> = {}, settings: Values = {}): Body {
  const known = settingsWith(settings);
  const call = webimzo.prepare({ ...request, ...change }, known);
  if (call.kind !== "http") throw new Error("It stays here");
  const body = fillCall(call, {
    document: Buffer.from("%PDF-1.7"),
    texts: { printable_url: "https://muhr.example/printable/1" },
    settings: known,
    now: new Date(),
  });
  return JSON.parse(body.toString()) as Body;
}
const people = (identity: Values) =>
  request.recipients.map((one) => ({ ...one, identity: { ...one.identity, ...identity } }));

/** `{ a: [{ b: 1 }] }` as `["a", "a.b"]`. */
function namesOf(value: unknown, above = ""): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((each) => namesOf(each, above)))];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([name, below]) => [`${above}${name}`, ...namesOf(below, `${above}${name}.`)])
    .sort();
}

describe("what goes out", () => {
  test("has every input of the provider's page, and none that it does not have", () => {
    const templates = { signTemplateId: 5, approveTemplateId: 6, declineTemplateId: 7 };
    const full = bodyOf(
      {
        recipients: people({
          superior_id: "305109680",
          number: "4",
          status_number: "30",
          priority: "2",
          ip_address: "192.0.2.1",
          user_agent: "Mozilla/5.0",
        }),
        options: {
          documentType: "Conclusion",
          signDataFileExt: "json",
          hashAlgorithmId: 1,
          hasPreviewLink: true,
          templateId: 17,
        },
      },
      { organizationName: "Ижара", organizationInn: "305 109 680", ...templates },
    );
    expect(namesOf(full)).toEqual(namesOf(example("create-request")));
    expect(full).toMatchObject({
      organizationInn: "305109680",
      previewPrintableLink: "https://muhr.example/printable/1",
      templateId: 17,
      signRequestActionTypes: [{ templateId: 5 }, { templateId: 6 }, { templateId: 7 }],
    });
    expect(full.signRequestUsers[0]).toEqual({
      userKey: "50101050010018",
      userInfo: "Temur Fayzullayev",
      userId: 4,
      docStatusId: 30,
      signPriority: 2,
      ipAddress: "192.0.2.1",
      userAgent: "Mozilla/5.0",
      userPhoneNumber: "990999999",
      parentUserKey: "305109680",
    });
  });

  test("is short where nobody said anything, and has all that is required", () => {
    const { signData: _data, documentId, ...body } = bodyOf();
    expect(body).toEqual({
      apiKey: "secret-2",
      title: "Ijara shartnomasi · K7Q2X-4PDM9",
      isForceCreate: false,
      tableId: 1,
      documentIdAsString: String(documentId),
      isAllowMultiple: false,
      signDataTypeId: 2,
      printableLink: "https://muhr.example/printable/1",
      printableLinkExt: "pdf",
      isVisibleToOthers: true,
      signRequestUsers: [
        {
          userKey: "50101050010018",
          userInfo: "Temur Fayzullayev",
          userId: 1,
          docStatusId: 10,
          signPriority: 1,
          userPhoneNumber: "990999999",
        },
        {
          userKey: "201123456",
          userInfo: "Ижара МЧЖ",
          userId: 2,
          docStatusId: 20,
          signPriority: 2,
        },
      ],
      signRequestActionTypes: body.signRequestActionTypes,
      signatureMethodIds: [1, 2],
    });
  });

  test("each answer is said in five languages; Karakalpak is QR there", () => {
    const [sign, approve, decline, ...others] = bodyOf().signRequestActionTypes;
    expect(others).toEqual([]);
    expect(sign).toEqual({
      actionTypeId: 1,
      actionTypeName: "Imzolash",
      translates: [
        { languageCode: "UZ_LATN", name: "Imzolash" },
        { languageCode: "UZ_CYRL", name: "Имзолаш" },
        { languageCode: "RU", name: "Подписать" },
        { languageCode: "EN", name: "Sign" },
        { languageCode: "QR", name: "Qol qoyıw" },
      ],
    });
    expect(approve).toMatchObject({ actionTypeId: 2 });
    expect(decline).toMatchObject({ actionTypeId: 9, actionTypeName: "Rad etish" });
    const russian = bodyOf({ options: { language: "RU" } }, { signNameRu: "Согласен" });
    expect(russian.signRequestActionTypes[0]).toMatchObject({ actionTypeName: "Согласен" });
  });

  test("only what somebody may answer is offered", () => {
    const offered = (change: Partial<SendRequest>) =>
      bodyOf(change).signRequestActionTypes.map(({ actionTypeId }) => actionTypeId);
    expect(offered({ options: { offersDecline: false } })).toEqual([1, 2]);
    expect(offered({ recipients: request.recipients.slice(0, 1) })).toEqual([1, 9]);
  });

  test.each(Object.entries(dataTypes))("the data type %s is %i, and holds", (dataType, id) => {
    const { signData, signDataTypeId } = bodyOf({ options: { dataType } });
    expect(signDataTypeId).toBe(id);
    if (dataType === "printable_hash") expect(signData).toBe("a".repeat(64));
    else if (dataType === "pdf" || dataType === "bytes")
      expect(Buffer.from(signData, "base64").toString()).toBe("%PDF-1.7");
    else
      expect(readStatement(signData)).toEqual({
        statement: "muhr/1",
        reference: "K7Q2X-4PDM9",
        title: "Ijara shartnomasi",
        document: { sha256: "a".repeat(64), bytes: 1_000, pages: 3 },
        people: [
          { name: "Temur Fayzullayev", role: "signer" },
          { name: "Ижара МЧЖ", role: "approver" },
        ],
        answers: { 1: "sign", 2: "approve", 9: "decline" },
      });
  });

  test("a new one is forced only when a person said so", () => {
    expect(bodyOf()).toMatchObject({ isForceCreate: false });
    expect(bodyOf({ isForced: true })).toMatchObject({ isForceCreate: true });
  });

  test("an envelope always has the same number, which a JSON number can hold, and no other has it", () => {
    const numbers = Array.from({ length: 2_000 }, (_, index) => toDocumentId(`envelope-${index}`));
    expect(new Set(numbers).size).toBe(2_000);
    expect(numbers.every(Number.isSafeInteger)).toBe(true);
    expect(toDocumentId("envelope-7")).toBe(numbers[7]);
    expect(bodyOf().documentId).toBe(toDocumentId(request.envelopeId));
  });

  test("all at once, everybody has the same priority and nobody is known to be the last", () => {
    const users = bodyOf({ signingOrder: "parallel" }).signRequestUsers;
    expect(users.map(({ signPriority, docStatusId }) => [signPriority, docStatusId])).toEqual([
      [1, 10],
      [1, 10],
    ]);
  });

  test("phones, keys and numbers are sent in one form, however they were typed", () => {
    const typed = { ...request.recipients[0], phone: "+998 (99) 099-99-99" };
    const recipients = [
      { ...typed, identity: { national_id: "5 010105 001001 8" } },
    ] as SendRequest["recipients"];
    expect(bodyOf({ recipients }).signRequestUsers[0]).toMatchObject({
      userKey: "50101050010018",
      userPhoneNumber: "990999999",
    });
    const international = bodyOf({ recipients }, { phoneForm: "international" });
    expect(international.signRequestUsers[0]).toMatchObject({ userPhoneNumber: "998990999999" });
  });

  test("no answer may mean two things", () => {
    const clash = { ...typedSettings, signActionId: 9 };
    expect(webimzo.settings.safeParse(clash).error?.issues).toMatchObject([
      { message: "invalid", path: ["declineActionId"] },
    ]);
  });

  test.each([
    ["organizationInn", "123456789"],
    ["signPageUrl", "javascript:alert(1)"],
    ["callbackUser", "web:imzo"],
  ])("the setting %s cannot be %s", (name, value) => {
    const { error } = webimzo.settings.safeParse({ ...typedSettings, [name]: value });
    expect(error?.issues).toMatchObject([{ path: [name] }]);
  });
});

test("every code that the provider names has words in each language", () => {
  for (const locale of locales)
    expect(Object.keys(messagesFor(locale).providers.webimzo.errors).sort()).toEqual(
      [...knownCodes].sort(),
    );
});
