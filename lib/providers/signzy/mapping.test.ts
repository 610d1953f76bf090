import { describe, expect, test } from "vitest";
import type { Values } from "@/lib/provider-kit/contract";
import { toSnapshot, toTime } from "./mapping";
import { example, reference, request } from "./mapping-testing";
import type { Reference } from "./wire";
import { contractAnswer } from "./wire";

const contract = example("contract");
const signers = contract.signerdetail as readonly Values[];

/** @param first,second what is different about the two people */
function snapshotOf(
  change: Values = {},
  first: Values = {},
  second: Values = {},
  known: Reference = reference,
) {
  const signerdetail = [
    { ...signers[0], ...first },
    { ...signers[1], ...second },
  ];
  const found = contractAnswer.parse({ ...contract, signerdetail, ...change });
  return toSnapshot(found, request, known);
}
const signed = (time = "2026-11-26T09:00:00Z") => ({
  status: "SIGNED",
  contractLastSignTime: time,
});
const finished = {
  isCompleted: true,
  contractStatus: "COMPLETED",
  signedSignerCount: 2,
  finalSignedContract: "https://persist.signzy.tech/final.pdf",
};

describe("a contract", () => {
  test("that nobody has signed yet is in progress", () => {
    expect(snapshotOf()).toMatchObject({
      status: "in_progress",
      rawState: "INITIATED",
      title: "Savings Account Opening Form · K7Q2X-4PDM9",
      createdAt: new Date("2026-11-26T08:35:09Z"),
      hashes: {
        sent: "51acd08565171da3a2e1f50b600df06b444ff18204e53103d2ef590688a3a39a",
        signed: null,
      },
      signedFile: null,
      evidence: null,
    });
  });

  test.each([
    ["all have signed, and there is a file", finished, signed(), signed(), "completing"],
    [
      "all have signed, and the file is late",
      { ...finished, finalSignedContract: "" },
      signed(),
      signed(),
      "completing",
    ],
    [
      "isCompleted comes as a text",
      { ...finished, isCompleted: "true" },
      signed(),
      signed(),
      "completing",
    ],
    [
      "it is over without a file, and somebody has not signed",
      { isCompleted: true, contractStatus: "COMPLETED" },
      { status: "FAILED", errorMessage: "Name did not match" },
      {},
      "canceled",
    ],
    [
      "somebody refused",
      { cancelledSignerCount: 1 },
      { signerCancelMessage: "Wrong rent" },
      {},
      "declined",
    ],
    ["somebody was taken out without a word", { cancelledSignerCount: 1 }, {}, {}, "canceled"],
    [
      "it has a time of its end",
      { contractCancelTimestamp: "26/11/2026, 15:00:00" },
      {},
      {},
      "canceled",
    ],
    [
      "its state is one that nobody has named",
      { contractStatus: "REVIEWING" },
      {},
      {},
      "in_progress",
    ],
    [
      "its state says success, and nothing else does",
      { contractStatus: "SUCCESS" },
      {},
      {},
      "in_progress",
    ],
    [
      "there are more keys and other types",
      { contractTtl: "x", more: {}, signedSignerCount: "0" },
      {},
      {},
      "in_progress",
    ],
  ])("of which %s", (_, change, first, second, status) => {
    expect(snapshotOf(change, first, second).status).toBe(status);
  });

  test("keeps the words of an unknown state", () => {
    expect(snapshotOf({ contractStatus: "REVIEWING" }).rawState).toBe("REVIEWING");
  });

  test("shows its hashes only where they are any", () => {
    const { hashes } = snapshotOf({
      initialContractHash: "x",
      finalSignedContractHash: "A".repeat(64),
    });
    expect(hashes).toEqual({ sent: null, signed: "a".repeat(64) });
  });
});

describe("a person", () => {
  test.each([
    ["DRAFT", {}, "waiting"],
    ["PENDING", {}, "sent"],
    ["SIGNED", {}, "signed"],
    ["signed", {}, "signed"],
    ["PENDING", { signerSignedContract: "https://persist.signzy.tech/1.pdf" }, "signed"],
    ["FAILED", { errorMessage: "Name did not match" }, "sent"],
    ["EXPIRED", {}, "sent"],
    ["PENDING", { signerCancelMessage: "No" }, "declined"],
  ])("in the state %s with %j is %s here", (status, also, ours) => {
    const [person] = snapshotOf({}, { ...also, status }).recipients;
    expect(person).toMatchObject({ recipientId: "r1", status: ours, rawState: status });
  });

  test("who failed is open, with the reason", () => {
    const [person] = snapshotOf(
      {},
      {
        status: "FAILED",
        errorMessage: "Name match failed",
        nameMatchResult: "0.42",
        esignAttempts: [{ errorMessage: "NA" }, { errorMessage: "Name match failed" }],
      },
    ).recipients;
    expect(person).toMatchObject({
      status: "sent",
      facts: { order: 1, tries: 2, warning: "Name match failed · 0.42" },
    });
  });

  test("who failed and has signed since is warned of no more", () => {
    const [person] = snapshotOf({}, { ...signed(), errorMessage: "Name match failed" }).recipients;
    expect(person?.facts).not.toHaveProperty("warning");
  });

  test("has the way and the time of the signature, in Indian time where it names none", () => {
    const [first, second] = snapshotOf(
      {},
      signed("26/11/2026, 14:05:09"),
      signed("2026-11-26T14:05:09"),
    ).recipients;
    const at = "2026-11-26T08:35:09.000Z";
    expect(first).toMatchObject({
      facts: { method: "Aadhaar OTP" },
      times: { acted: new Date(at) },
      stamps: [{ step: "signed", at, written: "26/11/2026, 14:05:09" }],
    });
    expect(second).toMatchObject({
      facts: { method: "Aadhaar face" },
      times: { acted: new Date(at) },
    });
  });

  test("who was taken out is canceled", () => {
    const deletedsignerdetail = [signers[1]];
    const { recipients, status } = snapshotOf({ signerdetail: [signers[0]], deletedsignerdetail });
    expect(recipients).toMatchObject([
      { recipientId: "r1", status: "sent" },
      { recipientId: "r2", status: "canceled" },
    ]);
    expect(status).toBe("in_progress");
  });

  test("is known by the number of the create, whatever order and names come", () => {
    const turned = { signerdetail: [signers[1], { ...signers[0], signerName: "MOHIT" }] };
    expect(snapshotOf(turned).recipients.map(({ recipientId }) => recipientId)).toEqual([
      "r2",
      "r1",
    ]);
  });

  test("is known by place and name where only the contract's number is", () => {
    const known = { contractId: reference.contractId, signers: [] };
    const of = (change: Values) =>
      snapshotOf(change, {}, {}, known).recipients.map(({ recipientId }) => recipientId);
    expect(of({})).toEqual(["r1", "r2"]);
    expect(of({ signerdetail: [signers[1], signers[0]] })).toEqual(["r2", "r1"]);
    expect(of({ signerdetail: [{ ...signers[0], signerName: "Ravi" }] })).toEqual([null]);
  });

  test("keeps nothing that Aadhaar says of them, and no digits of theirs", () => {
    const esignAttempts = [
      {
        errorMessage: "Aadhaar 2341 2341 2346 does not match",
        signerDscData: { aadhaarToken: "token-17", pincode: "560001", yob: "1987", name: "M K S" },
      },
    ];
    const text = JSON.stringify(
      snapshotOf({}, { esignAttempts, signerIP: "192.0.2.1", signerYearOfBirth: "1987" })
        .recipients,
    );
    for (const secret of ["token-17", "560001", "1987", "M K S", "192.0.2.1", "2341", "2346"])
      expect(text).not.toContain(secret);
    expect(text).toContain("does not match");
  });
});

describe("where people sign", () => {
  test("is told only where this answer knows more", () => {
    expect(snapshotOf()).not.toHaveProperty("reference");
    const [mohit, asha] = reference.signers;
    const known = { contractId: reference.contractId, signers: [] };
    expect(snapshotOf({}, {}, {}, known).reference).toEqual({
      contractId: reference.contractId,
      signers: [mohit, { ...asha, esignUrl: null }],
    });
  });

  test("is not forgotten where the answer leaves it out, and is replaced where it is another", () => {
    const fresh = "https://api.signzy.app/api/v3/contract/esign/new";
    expect(snapshotOf({}, { esignUrl: fresh }).reference).toEqual({
      contractId: reference.contractId,
      signers: [{ ...reference.signers[0], esignUrl: fresh }, reference.signers[1]],
    });
  });
});

test.each([
  ["2026-11-26T09:00:00Z", "2026-11-26T09:00:00.000Z"],
  ["2026-11-26T14:30:00.123+05:30", "2026-11-26T09:00:00.123Z"],
  ["2026-11-26 14:30:00", "2026-11-26T09:00:00.000Z"],
  ["26/11/2026, 14:30:00", "2026-11-26T09:00:00.000Z"],
  ["6/1/2026, 2:30:00 pm", "2026-01-06T09:00:00.000Z"],
  ["26/11/2026, 12:05:00 am", "2026-11-25T18:35:00.000Z"],
  ["1795683600000", "2026-11-26T09:00:00.000Z"],
  ["yesterday", undefined],
  ["31/31/2026, 14:30:00", undefined],
  ["", undefined],
  [undefined, undefined],
])("the time %j is %s", (text, iso) => {
  expect(toTime(text)?.toISOString()).toBe(iso);
});
