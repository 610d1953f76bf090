import { expect, test } from "vitest";
import { handOverFile, takeFiles } from "./dropped-file";
import { refuseBySize } from "./send-file";
import type { UploadEvent, UploadState } from "./upload-state";
import { idle, nextUploadState } from "./upload-state";

const file = new File(["0123456789"], "contract.pdf", { type: "application/pdf" });
const after = (...events: UploadEvent[]): UploadState => events.reduce(nextUploadState, idle);
const chosen = { type: "chosen", file } as const;
const refused = (code: "document_signed" | "document_encrypted" | "document_damaged") =>
  ({ type: "ended", answer: { kind: "refused", code, values: {} } }) as const;

test("progress is counted until the last byte has left, then the portal checks", () => {
  expect(after(chosen, { type: "progressed", sent: 4 })).toMatchObject({
    step: "sending",
    sent: 4,
  });
  const checking = after(chosen, { type: "progressed", sent: 10 });
  expect(checking.step).toBe("checking");
  expect(nextUploadState(checking, { type: "progressed", sent: 10 })).toBe(checking);
});

test("a refusal that a person can answer becomes a question, any other an end", () => {
  expect(after(chosen, refused("document_signed")).step).toBe("question");
  expect(after(chosen, refused("document_damaged")).step).toBe("refused");
});

test("answers add up, so that an encrypted and signed file is asked about one thing at a time", () => {
  const state = after(
    chosen,
    refused("document_encrypted"),
    { type: "answered", answers: { password: "p" } },
    refused("document_signed"),
    { type: "answered", answers: { signed: "keep-and-add" } },
  );
  expect(state).toMatchObject({
    step: "sending",
    answers: { password: "p", signed: "keep-and-add" },
  });
});

test("another file starts with no answers", () => {
  const state = after(
    chosen,
    refused("document_encrypted"),
    { type: "answered", answers: { password: "p" } },
    chosen,
  );
  expect(state).toMatchObject({ step: "sending", answers: {}, sent: 0 });
});

test("a canceled upload leaves nothing behind", () => {
  const state = after(chosen, { type: "ended", answer: { kind: "canceled" } });
  expect(state).toEqual({ step: "idle", wasCanceled: true });
  expect(nextUploadState(state, { type: "progressed", sent: 3 })).toBe(state);
});

test("what did not arrive can be sent again with its answers", () => {
  const state = after(
    chosen,
    refused("document_encrypted"),
    { type: "answered", answers: { password: "p" } },
    { type: "ended", answer: { kind: "unreachable" } },
    { type: "repeated" },
  );
  expect(state).toMatchObject({ step: "sending", answers: { password: "p" } });
});

test("a file over the limit is refused before it is sent, with both sizes", () => {
  const large = new File([new Uint8Array(1_100_000)], "large.pdf");
  expect(refuseBySize(large, 1)).toEqual({
    kind: "refused",
    code: "document_too_large",
    values: { limit: 1, actual: 1.1 },
  });
  expect(refuseBySize(large, 2)).toBeUndefined();
});

test("a dropped file waits for the page that takes it, and is taken once", () => {
  const taken: string[] = [];
  handOverFile(file);
  const leave = takeFiles(({ name }) => taken.push(name));
  expect(taken).toEqual(["contract.pdf"]);
  handOverFile(file);
  expect(taken).toHaveLength(2);
  leave();
  takeFiles(() => taken.push("again"))();
  expect(taken).toHaveLength(2);
});
