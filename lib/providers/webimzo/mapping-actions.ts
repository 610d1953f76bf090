import type { SendRequest, Values } from "@/lib/provider-kit/contract";
import type { Answer } from "@/lib/provider-kit/statement";
import type { WebimzoOptions } from "./options";
import { webimzoOptions } from "./options";
import type { WebimzoSettings } from "./settings";

/** The endings of our settings, and `LanguageCodeConst`: Karakalpak is `QR` there. */
const languages = [
  ["UzLatn", "UZ_LATN"],
  ["UzCyrl", "UZ_CYRL"],
  ["Ru", "RU"],
  ["En", "EN"],
  ["Qr", "QR"],
] as const;
export const languageCodes = languages.map(([, code]) => code);

/** Which answers people are offered. They are the same for everybody in a request. */
export function offeredAnswers(
  { recipients }: SendRequest,
  { offersDecline }: WebimzoOptions,
): Answer[] {
  const roles = new Set(recipients.map(({ role }) => role));
  return [
    ...(roles.has("signer") ? ["sign" as const] : []),
    ...(roles.has("approver") ? ["approve" as const] : []),
    ...(offersDecline ? ["decline" as const] : []),
  ];
}

export const actionMeanings = (
  settings: WebimzoSettings,
  offered: readonly Answer[],
): ReadonlyMap<number, Answer> =>
  new Map(offered.map((answer) => [settings[`${answer}ActionId`], answer]));

/** `signRequestActionTypes` of Create. */
export function toActionTypes(request: SendRequest, settings: WebimzoSettings): Values[] {
  const options = webimzoOptions.parse(request.options);
  return offeredAnswers(request, options).map((answer) => {
    const templateId = settings[`${answer}TemplateId`];
    const translates = languages.map(([ending, languageCode]) => ({
      languageCode,
      name: settings[`${answer}Name${ending}`],
    }));
    const spoken = translates.find(({ languageCode }) => languageCode === options.language);
    return {
      actionTypeId: settings[`${answer}ActionId`],
      actionTypeName: spoken?.name,
      ...(templateId !== undefined && { templateId }),
      translates,
    };
  });
}
