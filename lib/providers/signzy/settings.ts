import { z } from "zod";

const text = z.string().trim().min(1).max(500);

/** The provider's pages spell the key of the signer callback's proof in all of these ways. */
export const signerHeaderKeys = [
  "signerCallbackUrlAuthorizationHeader",
  "signerCallbackAuthorizationHeader",
  "signercallbackurlauthorizationheader",
  "signercallbackauthorizationheader",
] as const;

/** What a connection needs. */
export const signzySettings = z.strictObject({
  /** Pre-production; production is `https://api.signzy.app`. */
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .default("https://api-preproduction.signzy.app")
    .meta({ address: true }),
  /** Sent as it is, without a scheme before it. */
  accessToken: text.meta({ secret: true }),
  executerName: text.optional(),
  /** Whether the account may delete contracts: not on the provider's page of this product. */
  hasDelete: z.boolean().default(false),
  /** Megabytes. The page names no limit; an older one of the same provider says 5. */
  largestFile: z.number().positive().max(50).default(5).meta({ rare: true }),
  /** The file is fetched from us instead of standing in the request. */
  prefersLink: z.boolean().default(false).meta({ rare: true }),
  // What the provider's page leaves open; a calibration shows which is true for an account.
  /** Its units in one point (1/72 inch). */
  unitsPerPoint: z.number().positive().max(10).default(1).meta({ rare: true }),
  origin: z.enum(["lower_left", "upper_left"]).default("lower_left").meta({ rare: true }),
  signerHeaderKey: z
    .enum(signerHeaderKeys)
    .default("signerCallbackUrlAuthorizationHeader")
    .meta({ rare: true }),
});
export type SignzySettings = z.infer<typeof signzySettings>;
