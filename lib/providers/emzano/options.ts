import { z } from "zod";

/** Of one envelope. How people sign a template was decided when it was designed. */
export const emzanoOptions = z.strictObject({
  /** A certificate-based signature; otherwise only its picture. */
  digitalSignature: z.boolean().default(true).meta({ for: "document" }),
  /** The picture of each signature again on every later page. */
  repeatSignature: z.boolean().default(false).meta({ for: "document" }),
  /** The sender pays for the recipients' identity verification. */
  certificatePayment: z.boolean().default(true),
});
export type EmzanoOptions = z.infer<typeof emzanoOptions>;
