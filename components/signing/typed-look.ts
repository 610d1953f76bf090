/** The fonts of typed signatures: the same scripts and slants as in the sealed PDF. */
export const typedFamily =
  '"Inter Variable", "Vazirmatn Variable", "Noto Sans Devanagari Variable", sans-serif';

export type TypedLook = {
  readonly fontStyle: "italic" | "normal";
  readonly fontWeight: 400 | 500;
  readonly direction: "ltr" | "rtl";
};

/** A slant reads as handwriting in Latin and Cyrillic; Arabic script and Devanagari have none. */
export function typedLook(text: string): TypedLook {
  const [letter = ""] = /\p{L}/u.exec(text) ?? [];
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(letter)) {
    return { fontStyle: "normal", fontWeight: 500, direction: "rtl" };
  }
  if (/\p{Script=Devanagari}/u.test(letter)) {
    return { fontStyle: "normal", fontWeight: 500, direction: "ltr" };
  }
  return { fontStyle: "italic", fontWeight: 400, direction: "ltr" };
}
