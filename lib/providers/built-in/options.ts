import { z } from "zod";

/** Per envelope. */
export const builtInOptions = z.strictObject({
  /** Language of the certificate of completion. */
  certificateLanguage: z.enum(["office", "en", "fa"]).default("office"),
  /** Whether the signer's name and the time stand under the mark. */
  nameUnderMark: z.boolean().default(true),
});
