import { z } from "zod";

const address = z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ });

/** What the process with the sandboxes tells the portal that started it, once they all listen. */
export const rehearsalReport = z.strictObject({
  /** The page with every message that the sandboxes sent to people. */
  inboxUrl: address,
  sandboxes: z.array(
    z.strictObject({
      providerId: z.string(),
      url: address,
      /** Of its control plane, where the portal sets what a person would set in a panel. */
      controlUrl: address,
      /** The origin of the pages on which people sign. */
      pagesUrl: address,
      settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      /** Of templates, as the provider's panel would show them for copying. */
      samples: z.array(z.strictObject({ title: z.string(), text: z.string() })).readonly(),
    }),
  ),
});
export type RehearsalReport = z.infer<typeof rehearsalReport>;
