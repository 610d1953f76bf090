import { z } from "zod";
import { formats } from "@/lib/recipients/formats";

const text = z.string().trim().min(1).max(500);
const webAddress = z.url({ protocol: /^https?$/ });
/** HTTP Basic has a colon behind it. */
const userName = text.regex(/^[^:]*$/);
const integer = z.int().nonnegative().max(2_147_483_647);
const number = (preset: number) => integer.default(preset).meta({ rare: true });
const template = integer.optional().meta({ rare: true });
const name = (preset: string) =>
  z.string().trim().min(1).max(100).default(preset).meta({ rare: true });

/** What a person may answer: our numbers, the provider's templates, and words in its five languages. */
const actionSettings = {
  signActionId: number(1),
  signTemplateId: template,
  signNameUzLatn: name("Imzolash"),
  signNameUzCyrl: name("Имзолаш"),
  signNameRu: name("Подписать"),
  signNameEn: name("Sign"),
  signNameQr: name("Qol qoyıw"),
  approveActionId: number(2),
  approveTemplateId: template,
  approveNameUzLatn: name("Tasdiqlash"),
  approveNameUzCyrl: name("Тасдиқлаш"),
  approveNameRu: name("Утвердить"),
  approveNameEn: name("Approve"),
  approveNameQr: name("Tastıyıqlaw"),
  declineActionId: number(9),
  declineTemplateId: template,
  declineNameUzLatn: name("Rad etish"),
  declineNameUzCyrl: name("Рад этиш"),
  declineNameRu: name("Отклонить"),
  declineNameEn: name("Decline"),
  declineNameQr: name("Biykar etiw"),
} as const;

/** What a connection needs. The provider's page names the addresses of its test installation only. */
export const webimzoSettings = z
  .strictObject({
    baseUrl: webAddress.default("https://webimzo.uz/test/api").meta({ address: true }),
    /** Where people sign. Never made from the other address. */
    signPageUrl: webAddress.default("https://webimzo.uz/test/").meta({ address: true }),
    username: userName,
    password: text.meta({ secret: true }),
    apiKey: text.meta({ secret: true }),
    // With these the provider proves itself when it calls us; it is told them by hand.
    callbackUser: userName.meta({ ours: true }),
    callbackPassword: text.meta({ secret: true, ours: true }),
    /** Our own number for the kind of our documents. */
    tableId: number(1),
    organizationName: text.optional().meta({ rare: true }),
    organizationInn: z
      .string()
      .trim()
      .refine((inn) => formats.inn(inn).ok, "invalid")
      .optional()
      .meta({ rare: true }),
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
