import { z } from "zod";
import type { PdfFacts } from "@/lib/pdf/inspect-facts";

const coordinate = z.number().finite();

/** Widths and heights are points, before `rotation` is applied; boxes as in `PageBox`. */
export const documentFacts = z.strictObject({
  version: z.string(),
  title: z.string().nullable(),
  pages: z
    .array(
      z.strictObject({
        cropBox: z.tuple([coordinate, coordinate, coordinate, coordinate]),
        rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
        userUnit: z.number().positive(),
        width: z.number().positive(),
        height: z.number().positive(),
        isBlank: z.literal(true).optional(),
      }),
    )
    .min(1),
  isEncrypted: z.boolean(),
  needsRepair: z.boolean(),
  signatures: z.number().int().nonnegative(),
  certificationLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  inputs: z.number().int().nonnegative(),
}) satisfies z.ZodType<PdfFacts>;
export type DocumentFacts = z.infer<typeof documentFacts>;

/** What a person answers to the questions of `inspectDocument`. */
export const inspectionAnswers = z.object({
  password: z.string().min(1).max(128).optional(),
  signed: z.literal("keep-and-add").optional(),
  form: z.enum(["keep", "flatten"]).optional(),
});
export type InspectionAnswers = z.infer<typeof inspectionAnswers>;

const longestFileName = 200;

/** The last part of a path, on one line, in one spelling (NFC); never empty. */
export function toFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = [...last.replace(/\p{C}+/gu, " ").trim()].slice(0, longestFileName).join("");
  return clean === "" || clean === "." || clean === ".." ? "document.pdf" : clean;
}

/** What the browser tells beside the bytes, each value percent-encoded. */
export const uploadHeaders = {
  name: "x-muhr-name",
  password: "x-muhr-password",
  signed: "x-muhr-signed",
  form: "x-muhr-form",
} as const;
