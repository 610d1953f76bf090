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
  "too_many_windows",
  "wrong_credentials",
  "wrong_password",
  "account_disabled",
  "password_too_short",
  "password_too_long",
  "password_too_common",
  "email_taken",
  "last_admin",
  "invitation_unusable",
  "setup_unusable",
  "link_unusable",
  "code_needed",
  "code_wrong",
  "not_your_turn",
  "launch_used",
  "not_ready_to_send",
  "mail_not_configured",
  "no_address",
  "document_too_large",
  "document_empty",
  "document_not_pdf",
  "document_damaged",
  "document_no_pages",
  "document_encrypted",
  "document_password_wrong",
  "document_encryption_unsupported",
  "document_xfa",
  "document_javascript",
  "document_launch",
  "document_submit_form",
  "document_embedded_files",
  "document_too_many_pages",
  "document_page_size",
  "document_too_costly",
  "document_signed",
  "document_signed_final",
  "document_has_inputs",
  "document_protected",
  "document_signed_locked",
  "document_incomplete",
  "unreachable",
  "document_unknown",
  "document_not_ours",
  "too_early",
  "open_envelopes",
  "end_is_fixed",
  "no_end",
  "end_not_later",
  "end_too_late",
  "too_many",
  "assignee_unusable",
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
