import type { InspectionAnswers } from "@/lib/documents/schema";
import type { AppErrorCode, AppErrorValues } from "@/lib/kernel/errors";

/** What the portal said about a file, or why it could not say anything. */
export type UploadAnswer =
  | { readonly kind: "taken"; readonly documentId: string }
  | { readonly kind: "refused"; readonly code: AppErrorCode; readonly values: AppErrorValues }
  | { readonly kind: "unreachable" | "broken" | "canceled" };

/** Refusals that a person can answer, so that the same file is sent again with the answer. */
const questions = [
  "document_encrypted",
  "document_password_wrong",
  "document_signed",
  "document_has_inputs",
] as const satisfies readonly AppErrorCode[];
export type UploadQuestion = (typeof questions)[number];

type Chosen = { readonly file: File; readonly answers: InspectionAnswers };
export type UploadState =
  | { readonly step: "idle"; readonly wasCanceled: boolean }
  | (Chosen & { readonly step: "sending"; readonly sent: number })
  /** Every byte has arrived; the portal looks at the document. */
  | (Chosen & { readonly step: "checking" })
  | (Chosen & { readonly step: "question"; readonly question: UploadQuestion })
  | (Chosen & {
      readonly step: "refused";
      readonly code: AppErrorCode;
      readonly values: AppErrorValues;
    })
  | (Chosen & { readonly step: "failed"; readonly why: "unreachable" | "broken" })
  | (Chosen & { readonly step: "taken"; readonly documentId: string });

export type UploadEvent =
  | { readonly type: "chosen"; readonly file: File }
  | { readonly type: "answered"; readonly answers: InspectionAnswers }
  | { readonly type: "repeated" }
  | { readonly type: "progressed"; readonly sent: number }
  | { readonly type: "ended"; readonly answer: UploadAnswer };

export const idle: UploadState = { step: "idle", wasCanceled: false };

const isQuestion = (code: AppErrorCode): code is UploadQuestion =>
  questions.some((question) => question === code);

/** Sent and total are bytes of the file. */
export function nextUploadState(state: UploadState, event: UploadEvent): UploadState {
  if (event.type === "chosen") return { step: "sending", file: event.file, answers: {}, sent: 0 };
  if (state.step === "idle") return state;
  const { file, answers } = state;
  switch (event.type) {
    case "answered":
      return { step: "sending", file, answers: { ...answers, ...event.answers }, sent: 0 };
    case "repeated":
      return { step: "sending", file, answers, sent: 0 };
    case "progressed":
      if (state.step !== "sending") return state;
      return event.sent >= file.size
        ? { step: "checking", file, answers }
        : { ...state, sent: event.sent };
    case "ended":
      return afterAnswer({ file, answers }, event.answer);
  }
}

function afterAnswer(chosen: Chosen, answer: UploadAnswer): UploadState {
  switch (answer.kind) {
    case "taken":
      return { ...chosen, step: "taken", documentId: answer.documentId };
    case "canceled":
      return { step: "idle", wasCanceled: true };
    case "unreachable":
    case "broken":
      return { ...chosen, step: "failed", why: answer.kind };
    case "refused":
      return isQuestion(answer.code)
        ? { ...chosen, step: "question", question: answer.code }
        : { ...chosen, step: "refused", code: answer.code, values: answer.values };
  }
}
