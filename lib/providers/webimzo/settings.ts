import { z } from "zod";
import { formats } from "@/lib/recipients/formats";
import { actionSettings } from "./action-settings";

const text = z.string().trim().min(1).max(500);
const largestInteger = 2_147_483_647;

/** What a connection needs. The provider's page names the addresses of its test installation only. */
export const webimzoSettings = z
  .strictObject({
    baseUrl: z.url().default("https://webimzo.uz/test/api").meta({ address: true }),
    /** Where people sign. Never made from the other address. */
    signPageUrl: z.url().default("https://webimzo.uz/test/").meta({ address: true }),
    username: text,
    password: text.meta({ secret: true }),
    apiKey: text.meta({ secret: true }),
    // With these the provider proves itself when it calls us; it is told them by hand.
    callbackUser: text,
    callbackPassword: text.meta({ secret: true, ours: true }),
    /** Our own number for the kind of our documents. */
    tableId: z.int().nonnegative().max(largestInteger).default(1),
    organizationName: text.optional(),
    organizationInn: z
      .string()
      .trim()
      .refine((inn) => formats.inn(inn).ok, "invalid")
      .optional(),
    // What the provider's page leaves open.
    /** `901234567`, or `998901234567`. */
    phoneForm: z.enum(["national", "international"]).default("national").meta({ rare: true }),
    /** Of a time that comes without a zone. */
    timeZone: z.enum(["UTC", "Asia/Tashkent"]).default("UTC").meta({ rare: true }),
    ...actionSettings,
  })
  .superRefine(({ signActionId, approveActionId, declineActionId }, context) => {
    const refuse = (name: string) =>
      context.addIssue({ code: "custom", message: "invalid", path: [name] });
    // An answer must not mean two things.
    if (approveActionId === signActionId) refuse("approveActionId");
    if (declineActionId === signActionId || declineActionId === approveActionId)
      refuse("declineActionId");
  });
export type WebimzoSettings = z.infer<typeof webimzoSettings>;
