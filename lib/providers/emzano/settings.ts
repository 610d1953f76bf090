import { z } from "zod";

const text = z.string().trim().min(1).max(500);

/** What a connection needs. Names as the provider's e-mail to its customers has them. */
export const emzanoSettings = z.strictObject({
  baseUrl: z.url().default("https://api.emzano.com").meta({ address: true }),
  clientId: text,
  clientSecret: text.meta({ secret: true }),
  username: text,
  password: text.meta({ secret: true }),
  // What the manual leaves open; a calibration shows which is true for an account.
  /** The provider's pixels in one point (1/72 inch). */
  unitsPerPoint: z.number().positive().max(10).default(1),
  /** What the provider calls the first page. */
  startPageBase: z.enum(["0", "1"]).default("0"),
  /** The manual's comments on the two are exchanged. */
  swapWidthHeight: z.boolean().default(false),
  /** `09121234567`, or `+989121234567`. */
  phoneForm: z.enum(["local", "international"]).default("local"),
  /** With which `onlyDetail` the file comes; the other one is tried too, and what worked is kept. */
  onlyDetailGivesFile: z.enum(["false", "true"]).default("false"),
});
export type EmzanoSettings = z.infer<typeof emzanoSettings>;
