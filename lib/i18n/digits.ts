const arabicIndicZero = 0x0660;
const persianZero = 0x06f0;
const devanagariZero = 0x0966;

/**
 * Persian, Arabic-Indic and Devanagari digits become Latin ones; nothing else changes. Numbers are
 * kept and sent in Latin digits, whatever keyboard they were typed on.
 */
export function toLatinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = [devanagariZero, persianZero, arabicIndicZero].find((start) => code >= start);
    return String(code - (zero ?? 0));
  });
}

/** Latin digits become the digits that a reader of this language expects on screen. */
export function toLocalDigits(text: string, locale: string): string {
  if (locale !== "fa") return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(persianZero + Number(digit)));
}
