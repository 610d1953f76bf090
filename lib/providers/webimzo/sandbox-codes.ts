import { SandboxRefusal } from "@/lib/provider-kit/sandbox";

/**
 * 108 and INVALID_REQUEST_IDS stand in the document. The others are made up in the style of the
 * second: the document only says that a code is text.
 */
export const errorCodes = [
  "108",
  "INVALID_REQUEST_IDS",
  "INVALID_API_KEY",
  "INVALID_REQUEST",
  "DOCUMENT_NOT_FOUND",
] as const;
type ErrorCode = (typeof errorCodes)[number];

const messages: Readonly<Record<ErrorCode, string>> = {
  "108": "Имзоланаётган маълумотда ўзгариш юз берган. Имзолаш учун янги сўров юборинг",
  INVALID_REQUEST_IDS: "Сўров топилмади",
  INVALID_API_KEY: "API калит нотўғри",
  INVALID_REQUEST: "Сўров нотўғри тузилган",
  DOCUMENT_NOT_FOUND: "Ҳужжат топилмади",
};

export class CodedRefusal extends SandboxRefusal {
  override readonly code: ErrorCode;
  constructor(
    code: ErrorCode,
    readonly details: string | null = null,
  ) {
    super(messages[code], 400, code);
    this.code = code;
  }
}

/** @param path of the value, as ASP.NET prints it: `$.signRequestUsers[0].userKey` */
export const invalid = (path: string, problem: string) =>
  new CodedRefusal("INVALID_REQUEST", `${path}: ${problem}`);
