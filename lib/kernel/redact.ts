const digit = "[0-9\\u06f0-\\u06f9\\u0660-\\u0669\\u0966-\\u096f]";

const rules: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "[token]"],
  [/(\/(?:sign|return|invitations|set-up|api\/callbacks\/[^/\s]+)\/)[\w-]{16,}/g, "$1[token]"],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, "[e-mail]"],
  [/-----BEGIN [^-]+-----[\s\S]*?-----END [^-]+-----/g, "[key]"],
  [/[A-Za-z0-9+/_-]{64,}={0,2}/g, "[base64]"],
  [new RegExp(`\\+?(?<!${digit})(?:${digit}[ -]?){9,15}${digit}(?!${digit})`, "g"), "[number]"],
];

/**
 * The last net of the log: takes out tokens, keys, e-mail addresses, phones and identity numbers
 * (10 to 16 digits, also Persian, Arabic and Devanagari ones).
 */
export const redact = (text: string): string =>
  rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
