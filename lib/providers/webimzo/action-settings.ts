import { z } from "zod";

const integer = z.int().nonnegative().max(2_147_483_647);
const number = (preset: number) => integer.default(preset).meta({ rare: true });
const template = integer.optional().meta({ rare: true });
const name = (preset: string) =>
  z.string().trim().min(1).max(100).default(preset).meta({ rare: true });

/** What a person may answer: our numbers, the provider's templates, and words in its five languages. */
export const actionSettings = {
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
