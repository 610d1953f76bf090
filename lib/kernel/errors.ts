/**
 * What a person can act on. Every code has a sentence in each message file (`errors.<code>`),
 * so a new code here without its words fails a test.
 */
export const appErrorCodes = [
  "not_found",
  "forbidden",
  "conflict",
  "invalid",
  "stale",
  "signed_out",
  "bad_origin",
  "too_many_attempts",
  "wrong_credentials",
  "account_disabled",
  "password_too_short",
  "password_too_long",
  "password_too_common",
  "email_taken",
  "last_admin",
  "invitation_unusable",
  "setup_unusable",
  "link_unusable",
] as const;
export type AppErrorCode = (typeof appErrorCodes)[number];

/** Values that the sentence of an error may name: numbers, names, limits. Never a secret. */
export type AppErrorValues = Readonly<Record<string, string | number>>;

/** An error that a person can be told about. Everything else is a bug and becomes a 500. */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(
    readonly code: AppErrorCode,
    message: string = code,
    readonly values: AppErrorValues = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
