/** The life of one try to create an envelope at its provider. */
export const attemptStates = [
  "prepared",
  "sending",
  "unknown",
  "accepted",
  "rejected",
  "not_sent",
  "absent_confirmed",
  "superseded",
] as const;
export type AttemptState = (typeof attemptStates)[number];

/**
 * What became of a callback: its read-back waits; the read-back agreed; the read-back brought
 * nothing new or something else; it was refused.
 */
export const callbackVerdicts = ["waiting", "confirmed", "ignored", "refused"] as const;
export type CallbackVerdict = (typeof callbackVerdicts)[number];

/** Why a callback was refused or changed nothing; a provider's own reasons count as `other`. */
export const callbackReasons = [
  "unknown_address",
  "malformed",
  "wrong_credentials",
  "too_many",
  "too_large",
  "too_slow",
  "names_no_document",
  "unknown_document",
  "unknown_here",
  "wrong_reference",
  "other_document",
  "not_ours",
  "never_sent",
  "other",
] as const;
export type CallbackReason = (typeof callbackReasons)[number];
export const toCallbackReason = (text: string | null): CallbackReason =>
  callbackReasons.find((known) => known === text) ?? "other";

/** Why a provider said no, in our words. Its own code and text travel along untouched. */
export const providerErrorCodes = [
  "rejected_credentials",
  "invalid_request",
  "unknown_recipient",
  "document_refused",
  "unknown_document",
  /** Under our number the provider has a document with other data. */
  "other_document",
  "rate_limited",
  "unavailable",
  "unexpected",
] as const;
export type ProviderErrorCode = (typeof providerErrorCodes)[number];

/**
 * What one attempt puts into its call when the request is written: addresses of ours that only it has,
 * what the provider proves itself with when it calls them, and the word that opens the signed file.
 */
export const attemptInserts = [
  "callback_url",
  "callback_secret",
  /** The same for what is told of each person, where the provider tells that apart. */
  "signer_callback_url",
  "signer_callback_secret",
  /** Where the sent bytes can be fetched. */
  "printable_url",
  /** Where the provider sends a person's browser when they have acted, or could not. */
  "success_url",
  "failure_url",
  "file_password",
] as const;
export type AttemptInsert = (typeof attemptInserts)[number];

/** Why there is no whole answer. */
export const transportErrorCodes = [
  "forbidden_address",
  "dns",
  "refused",
  "tls",
  "timeout",
  "reset",
  "truncated",
  "too_large",
  "malformed",
] as const;
export type TransportErrorCode = (typeof transportErrorCodes)[number];

/** Why a signed file could not be fetched by the link that the provider gave. */
export const downloadErrorCodes = [
  /** The link leads nowhere any more, or no longer without a proof. */
  "file_gone",
  "file_forbidden",
  "file_redirected",
  "file_too_large",
  "file_not_pdf",
  "file_too_slow",
  "file_unavailable",
] as const;
export type DownloadErrorCode = (typeof downloadErrorCodes)[number];

/**
 * What went wrong between the portal and a provider, for people: `code` has a sentence in the
 * message files (`trouble.<code>`); the provider's own code and words travel along untouched.
 */
export const troubleCodes = [
  ...providerErrorCodes,
  ...transportErrorCodes,
  ...downloadErrorCodes,
  "interrupted",
  /** What would be sent now is not what was sent then. */
  "request_changed",
  "restored",
  "connection_paused",
  "file_not_ready",
] as const;
export type TroubleCode = (typeof troubleCodes)[number];
export type Trouble = {
  readonly code: TroubleCode;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  readonly providerCode?: string;
  readonly providerMessage?: string;
};
