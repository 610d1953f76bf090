/**
 * What stands beside the places where people sign, as contracts print it. English: common forms
 * of deeds and agreements. Russian: the requisites of GOST R 7.0.97-2016 (signature, seal
 * "М.П.", "расшифровка подписи") and Civil Code chapters 30, 34, 37, 39, 56 for the parties. Uzbek:
 * "Davlat tilida ish yuritish" (Tashkent 2021). Karakalpak: "Mámleketlik tilde is júrgiziw" (2022)
 * and portals of the republic; some of its words follow the Uzbek ones by analogy. Persian: the
 * printed leases and sale agreements of Iranian offices. Hindi: printed leases and sale deeds.
 *
 * Written as people write; `fold-words.ts` makes both sides comparable. Whole words, in any case.
 */
export const pageLanguages = ["en", "fa", "uz-Latn", "uz-Cyrl", "kaa", "ru", "hi"] as const;
export type PageLanguage = (typeof pageLanguages)[number];
export type WordsByLanguage = Readonly<Record<PageLanguage, readonly string[]>>;

/** Names the place itself: may stand alone, with free space around. */
export const signingWords: WordsByLanguage = {
  en: [
    "signature",
    "sign here",
    "signature of",
    "authorised signature",
    "authorized signature",
    "authorised signatory",
    "authorized signatory",
  ],
  fa: ["امضا", "امضاء", "امضای", "محل امضا", "مهر و امضا", "امضاکننده", "امضا کننده"],
  "uz-Latn": ["imzo", "imzosi", "imzo o‘rni", "shaxsiy imzo"],
  "uz-Cyrl": ["имзо", "имзоси", "имзо ўрни", "шахсий имзо"],
  kaa: ["qolı", "qol tańba", "qoltańba", "қолы", "қол таңба", "қолтаңба", "imzası"],
  ru: ["подпись", "место подписи", "личная подпись"],
  hi: ["हस्ताक्षर", "दस्तखत", "हस्ताक्षरकर्ता"],
};

/** Means a signature only beside a line that is there to be signed on. */
export const wordsBesideLines: WordsByLanguage = {
  en: ["signed", "signed by", "sign", "signatory", "seal", "l.s."],
  fa: ["مهر", "اثر انگشت"],
  "uz-Latn": ["imzoladi", "imzo qo‘yuvchi", "M.O‘.", "muhr", "muhr o‘rni"],
  "uz-Cyrl": ["имзолади", "имзо қўювчи", "М.Ў.", "муҳр", "муҳр ўрни"],
  kaa: ["qol", "қол", "qol qoydı", "қол қойды", "mór ornı", "мөр орны", "M.O.", "М.О."],
  ru: ["подписал", "подписала", "подписант", "М.П.", "место печати"],
  hi: ["मुहर", "अंगूठा निशान", "अंगूठे का निशान"],
};

/** A heading over the places of several people. */
export const headingWords: WordsByLanguage = {
  en: ["signatures", "signed", "in witness whereof"],
  fa: ["امضاها", "امضاهای"],
  "uz-Latn": ["imzolar", "imzolari"],
  "uz-Cyrl": ["имзолар", "имзолари"],
  kaa: ["qolları", "қоллары"],
  ru: ["подписи"],
  hi: [],
};

/** All parties at once: what speaks of them is a heading or a clause, not one person's place. */
export const everybodyWords: WordsByLanguage = {
  en: ["parties", "both"],
  fa: ["طرفین"],
  "uz-Latn": ["tomonlar", "tomonlarning"],
  "uz-Cyrl": ["томонлар", "томонларнинг"],
  kaa: ["tárepler", "táreplerdiń", "тәреплер", "тәреплердиң"],
  ru: ["стороны", "сторон"],
  hi: ["पक्षों", "दोनों", "पक्षकारों", "उभयपक्ष"],
};

/** A line beside one of these is for a date, whatever else is said, unless both are asked for. */
export const dateWords: WordsByLanguage = {
  en: ["date", "dated"],
  fa: ["تاریخ"],
  "uz-Latn": ["sana", "sanasi"],
  "uz-Cyrl": ["сана", "санаси"],
  kaa: ["sáne", "sánesi", "сәне", "сәнеси"],
  ru: ["дата"],
  hi: ["दिनांक", "तारीख", "तिथि"],
};

/** A line beside one of these is for something else to be written down. */
export const otherWords: WordsByLanguage = {
  en: [
    ...["name", "full name", "printed name", "title", "position", "address", "phone", "telephone"],
    ...["e-mail", "email", "place", "amount", "passport", "account", "no."],
  ],
  fa: [
    ...[
      "نام",
      "نام خانوادگی",
      "سمت",
      "نشانی",
      "آدرس",
      "تلفن",
      "کد ملی",
      "کد پستی",
      "شماره",
      "مبلغ",
    ],
    ...["شناسه ملی", "فرزند", "ساکن"],
  ],
  "uz-Latn": [
    "F.I.Sh.",
    "F.I.O.",
    "ism",
    "familiya",
    "lavozim",
    "lavozimi",
    "manzil",
    "telefon",
    "STIR",
  ],
  "uz-Cyrl": [
    "Ф.И.Ш.",
    "Ф.И.О.",
    "исм",
    "фамилия",
    "лавозим",
    "лавозими",
    "манзил",
    "телефон",
    "СТИР",
  ],
  kaa: ["atı", "аты", "familiyası", "фамилиясы", "lawazımı", "лаўазымы", "mánzil", "мәнзил"],
  ru: [
    ...["Ф.И.О.", "ФИО", "фамилия", "имя", "должность", "адрес", "телефон", "паспорт", "ИНН"],
    ...["расшифровка", "расшифровка подписи", "инициалы"],
  ],
  hi: ["नाम", "पता", "पद", "स्थान", "मोबाइल", "दूरभाष", "राशि"],
};
