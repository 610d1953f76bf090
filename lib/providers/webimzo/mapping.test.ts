import { describe, expect, test } from "vitest";
import type { Values } from "@/lib/provider-kit/contract";
import { composeStatement } from "@/lib/provider-kit/statement";
import { toSnapshot } from "./mapping";
import { example, request, settingsWith } from "./mapping-testing";
import { requestAnswer } from "./wire";

const { result } = example("request");
const users = result.signRequestUsers as readonly Values[];

const read = (change: Values = {}, settings: Values = {}) =>
  toSnapshot(
    requestAnswer.parse({ ...result, ...change }),
    { recipients: request.recipients },
    settingsWith(settings),
  );
const withUsers = (first: Values, second: Values = {}) => ({
  signRequestUsers: [
    { ...users[0], ...first },
    { ...users[1], ...second },
  ],
});
const open = { isSigned: false, signedAt: null, actionTypeId: null, signatureMethodId: null };
const signed = { isSigned: true, signedAt: "2025-06-24T17:00:00", actionTypeId: 2 };

describe("what comes back", () => {
  test("one of two has signed: it is the other's turn", () => {
    const { status, rawState, title, hasToldPeople, recipients } = read();
    expect({ status, rawState, title, hasToldPeople }).toEqual({
      status: "in_progress",
      rawState: "1/2",
      title: "Test Document",
      hasToldPeople: false,
    });
    expect(
      recipients.map(({ recipientId, status, isTheirTurn }) => [recipientId, status, isTheirTurn]),
    ).toEqual([
      ["r1", "signed", false],
      ["r2", "sent", true],
    ]);
    expect(recipients[0]?.facts).toMatchObject({ order: 1, method: "E-IMZO", actionTypeId: 2 });
  });

  test("who comes later waits; equal priorities have their turn together", () => {
    const states = (first: Values, second: Values) =>
      read(withUsers({ ...open, ...first }, second)).recipients.map(({ status }) => status);
    expect(states({}, {})).toEqual(["sent", "waiting"]);
    expect(states({ signPriority: 2 }, {})).toEqual(["sent", "sent"]);
    expect(states({ signPriority: 5 }, {})).toEqual(["waiting", "sent"]);
    expect(states({ signPriority: null }, { signPriority: null })).toEqual(["sent", "sent"]);
  });

  test("everybody has signed: an approver approved", () => {
    const { status, recipients } = read(withUsers({}, signed));
    expect(status).toBe("completing");
    expect(recipients.map(({ status }) => status)).toEqual(["signed", "approved"]);
  });

  test.each([
    ["fewer", { signedUserCount: 0, haveMoreSignUser: true }],
    ["none", { signedUserCount: null, signerUserCount: null, haveMoreSignUser: null }],
  ])("the people are believed, also where the counts say %s", (_, counts) => {
    expect(read({ ...counts, ...withUsers({}, signed) }).status).toBe("completing");
    expect(read({ signedUserCount: 2, haveMoreSignUser: false }).status).toBe("in_progress");
  });

  test.each([[null], [[]], ["?"]])("with %j for people, nobody has signed", (signRequestUsers) => {
    expect(read({ signRequestUsers, signedUserCount: 2 })).toMatchObject({
      status: "in_progress",
      recipients: [],
    });
  });

  test("a signed answer with the decline action is a refusal, whoever is still to come", () => {
    const declined = read(withUsers({ actionTypeId: 9 }));
    expect(declined.status).toBe("declined");
    expect(declined.recipients[0]).toMatchObject({
      status: "declined",
      stamps: [{ step: "declined" }],
    });
    // An action that was only looked at is no answer.
    expect(read(withUsers({ ...open, actionTypeId: 9 })).status).toBe("in_progress");
    expect(read(withUsers({ actionTypeId: null })).recipients[0]?.status).toBe("signed");
  });

  test("what a number means is said by what was signed, not by today's settings", () => {
    const signData = composeStatement(
      request,
      new Map([
        [7, "sign"],
        [8, "decline"],
      ]),
    );
    const today = { declineActionId: 7 };
    expect(read({ signData, ...withUsers({ actionTypeId: 7 }) }, today).status).toBe("in_progress");
    expect(read({ signData, ...withUsers({ actionTypeId: 8 }) }, today).status).toBe("declined");
    expect(read(withUsers({ actionTypeId: 7 }), today).status).toBe("declined");
  });

  test("people are known again by their key, else by their phone, else they are strangers", () => {
    const ids = (first: Values, second: Values) =>
      read(withUsers(first, second)).recipients.map(({ recipientId }) => recipientId);
    expect(ids({ userKey: "201123456" }, { userKey: "50101050010018" })).toEqual(["r2", "r1"]);
    expect(ids({ userKey: "+998 99 099 99 99" }, {})).toEqual(["r1", "r2"]);
    expect(ids({ userKey: null }, {})).toEqual(["r1", "r2"]);
    expect(ids({ userKey: 50101050010018 }, {})).toEqual(["r1", "r2"]);
    expect(ids({ userKey: "62902040170025", userPhoneNumber: null }, {})).toEqual([null, "r2"]);
    // A stranger with the phone of somebody who is there under their own key stays a stranger.
    const stranger = { userKey: "62902040170025", userPhoneNumber: "990999999" };
    expect(ids(stranger, { userKey: "50101050010018" })).toEqual([null, "r1"]);
  });

  test.each([
    ["2025-06-24T16:32:28.2699405", "UTC", "2025-06-24T16:32:28.269Z"],
    ["2025-06-24T16:32:28.2699405", "Asia/Tashkent", "2025-06-24T11:32:28.269Z"],
    ["2025-06-24T16:32:28Z", "Asia/Tashkent", "2025-06-24T16:32:28.000Z"],
    ["2025-06-24T16:32:28+05:00", "UTC", "2025-06-24T11:32:28.000Z"],
  ])(
    "the time %s of an account in %s is %s, and is kept as it was written",
    (written, timeZone, at) => {
      const [person] = read(withUsers({ signedAt: written }), { timeZone }).recipients;
      expect(person?.stamps).toEqual([{ step: "signed", at, written }]);
      expect(person?.times.acted).toEqual(new Date(at));
    },
  );

  test("a time that cannot be read is none", () => {
    for (const signedAt of ["yesterday", "0001-01-01T00:00:00", null])
      expect(read(withUsers({ signedAt })).recipients[0]).toMatchObject({
        status: "signed",
        times: { acted: null },
        stamps: [],
      });
  });

  test.each([
    "http://webimzo.uz/check",
    "https://example.org/check",
    "javascript:alert(1)",
    "check",
  ])("%s is no address of the provider where signatures could be checked", (signCheckUrl) => {
    expect(read({ signCheckUrl }).evidence?.checkAddress).toBeNull();
  });

  test("what a final document is composed from: no more than the key's end is in it", () => {
    const { evidence } = read({ signCheckUrl: "https://webimzo.uz/check/1" });
    expect(evidence).toEqual({
      statement: "test",
      checkAddress: "https://webimzo.uz/check/1",
      acts: [
        {
          recipientId: "r1",
          name: "Temur Fayzullayev",
          maskedKey: "••••••••••0018",
          step: "signed",
          method: "E-IMZO",
          stamp: {
            step: "signed",
            at: "2025-06-24T16:32:28.269Z",
            written: "2025-06-24T16:32:28.2699405",
          },
          details: "string",
        },
      ],
    });
    expect(JSON.stringify(read())).not.toContain("50101050010018");
    expect(JSON.stringify(read())).not.toContain(String(result.secretKey));
  });

  test("a method is called by its name, a new one as the provider calls it", () => {
    const methodOf = (signatureMethodId: number | null) =>
      read({
        ...withUsers({ signatureMethodId }),
        signatureMethods: [{ signatureMethodId: 4, signatureMethodName: "FACE_ID" }],
      }).evidence?.acts[0]?.method;
    expect([1, 2, 3, 4, 5, null].map(methodOf)).toEqual([
      ...["E-IMZO", "Styx-Imzo", "SMS", "FACE_ID", "5", ""],
    ]);
  });
});
