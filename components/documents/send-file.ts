import type { InspectionAnswers } from "@/lib/documents/schema";
import { uploadHeaders } from "@/lib/documents/schema";
import type { AppErrorCode } from "@/lib/kernel/errors";
import { appErrorCodes } from "@/lib/kernel/errors";
import type { UploadAnswer } from "./upload-state";

type Sending = {
  readonly file: File;
  readonly answers: InspectionAnswers;
  /** Bytes of the file that have left. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
};

/** Bytes per megabyte, as the portal counts them. */
const megabyte = 1024 * 1024;

/** A file over the limit is refused before a byte leaves. @param limit megabytes */
export function refuseBySize(file: File, limit: number): UploadAnswer | undefined {
  if (file.size <= limit * megabyte) return undefined;
  const actual = Math.ceil((file.size / megabyte) * 10) / 10;
  return { kind: "refused", code: "document_too_large", values: { limit, actual } };
}

/** Sends one PDF. XMLHttpRequest, because `fetch` still cannot tell how much of a body has left. */
export const sendFile = ({ file, answers, onProgress, signal }: Sending): Promise<UploadAnswer> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/documents");
    request.responseType = "json";
    const header = (name: keyof typeof uploadHeaders, value: string | undefined) => {
      if (value !== undefined)
        request.setRequestHeader(uploadHeaders[name], encodeURIComponent(value));
    };
    request.setRequestHeader("content-type", "application/pdf");
    header("name", file.name);
    header("password", answers.password);
    header("signed", answers.signed);
    header("form", answers.form);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.upload.onload = () => onProgress(file.size);
    request.onload = () => resolve(toAnswer(request.response));
    request.onerror = () => resolve({ kind: "unreachable" });
    request.onabort = () => resolve({ kind: "canceled" });
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });

function toAnswer(body: unknown): UploadAnswer {
  if (!isRecord(body)) return { kind: "broken" };
  if (typeof body.documentId === "string") return { kind: "taken", documentId: body.documentId };
  const { error } = body;
  if (!isRecord(error) || !isCode(error.code)) return { kind: "broken" };
  return { kind: "refused", code: error.code, values: toValues(error.values) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const isCode = (value: unknown): value is AppErrorCode =>
  appErrorCodes.some((code) => code === value);
const toValues = (values: unknown) =>
  Object.fromEntries(
    Object.entries(isRecord(values) ? values : {}).map(([name, value]) => [
      name,
      typeof value === "number" ? value : String(value),
    ]),
  );
