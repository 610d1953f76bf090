import { join } from "node:path";

/** A face is three files: Latin, Greek and Cyrillic; Arabic script; Devanagari. */
export type FontFace = "regular" | "semibold" | "signature";
export type FontScript = "latin" | "arabic" | "devanagari";

const noto = "@expo-google-fonts/noto-sans";
const devanagari = "@expo-google-fonts/noto-sans-devanagari";
const files: Record<FontFace, Record<FontScript, string>> = {
  regular: {
    latin: `${noto}/400Regular/NotoSans_400Regular.ttf`,
    arabic: "vazirmatn/fonts/ttf/Vazirmatn-Regular.ttf",
    devanagari: `${devanagari}/400Regular/NotoSansDevanagari_400Regular.ttf`,
  },
  semibold: {
    latin: `${noto}/600SemiBold/NotoSans_600SemiBold.ttf`,
    arabic: "vazirmatn/fonts/ttf/Vazirmatn-SemiBold.ttf",
    devanagari: `${devanagari}/600SemiBold/NotoSansDevanagari_600SemiBold.ttf`,
  },
  // A slant reads as handwriting in Latin and Cyrillic; Arabic script and Devanagari have none.
  signature: {
    latin: `${noto}/400Regular_Italic/NotoSans_400Regular_Italic.ttf`,
    arabic: "vazirmatn/fonts/ttf/Vazirmatn-Medium.ttf",
    devanagari: `${devanagari}/500Medium/NotoSansDevanagari_500Medium.ttf`,
  },
};

/**
 * Where a font file lies: in its npm package, looked for below the working folder, because a
 * bundle has lost the place of its source files.
 */
export const fontFile = (face: FontFace, script: FontScript): string =>
  join(process.cwd(), "node_modules", files[face][script]);
