import { codedRefusal } from "./sandbox-codes";
import type { SignatureBox } from "./sandbox-documents";

export type Slot = {
  readonly id: string;
  readonly title: string;
  readonly role: "signer" | "viewer" | "approver";
  readonly box: SignatureBox | null;
};
export type TemplateItem = { readonly name: string; readonly title: string; readonly tag: string };
export type Template = {
  readonly id: string;
  readonly title: string;
  readonly slots: readonly Slot[];
  readonly items: readonly TemplateItem[];
  readonly ownerItems: readonly TemplateItem[];
};

const box = (x: number): SignatureBox => ({
  x,
  y: 96,
  width: 180,
  height: 60,
  digitalSignature: true,
  repeatSignature: false,
});

/** What an office would have drawn in the provider's panel. Every type of value occurs once. */
export const templates: readonly Template[] = [
  {
    id: "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c7a",
    title: "قرارداد اجاره",
    slots: [
      {
        id: "b9df253f-70e8-44b2-afaf-78dbff33fdd7",
        title: "طرف اول قرارداد",
        role: "signer",
        box: box(72),
      },
      {
        id: "0d0c8a52-3c19-4a1c-9a8e-6f2a3f0f7c11",
        title: "طرف دوم قرارداد",
        role: "signer",
        box: box(320),
      },
    ],
    items: [
      { name: "contract-number", title: "شماره سند", tag: "_REQUIRED_NUMBER" },
      { name: "text-1", title: "موضوع", tag: "_REQUIRED_TEXT" },
      { name: "rent", title: "اجاره‌بها", tag: "_REQUIRED_PRICE_NUMBER" },
      { name: "rent-in-words", title: "اجاره‌بها به حروف", tag: "_REQUIRED_PRICE_TEXT" },
      { name: "sheba", title: "شماره شبا", tag: "_REQUIRED_SHEBA" },
      { name: "email", title: "ایمیل", tag: "_REQUIRED_EMAIL" },
      { name: "name-english", title: "نام انگلیسی", tag: "_REQUIRED_ENGLISH_TEXT" },
      { name: "city", title: "شهر", tag: "_REQUIRED_PERSIAN_TEXT" },
      { name: "phone", title: "تلفن همراه", tag: "_REQUIRED_PHONE" },
      { name: "witness", title: "کد ملی شاهد", tag: "_REQUIRED_NATIONALCODE" },
      { name: "website", title: "وب‌گاه", tag: "_OPTIONAL_URL" },
      { name: "field-2", title: "تعداد نسخه", tag: "_OPTIONAL_NUMBER" },
    ],
    ownerItems: [{ name: "office", title: "نام دفتر", tag: "_OPTIONAL_TEXT" }],
  },
  {
    id: "4f1b7a0e-58a5-4d0e-8c1e-2a77c0b9d0aa",
    title: "الگوی بدون محل امضا",
    slots: [
      {
        id: "7f6f1d3c-90ce-4b8f-8f0f-3b6f1f1a2b3c",
        title: "امضاکننده",
        role: "signer",
        box: null,
      },
    ],
    items: [],
    ownerItems: [],
  },
];

/** The body that the panel shows for copying: comments, and tags that are not always quoted. */
export function toSample({ id, slots, items, ownerItems }: Template): string {
  const value = ({ name, tag }: TemplateItem) =>
    `    { "name": "${name}", "value": ${tag.endsWith("_NUMBER") ? tag : `"${tag}"`} }`;
  const people = slots.map(
    (slot) => `    {
      "id": "${slot.id}", // شناسه‌ها ثابت هستند و نیازی به تغییر نیست
      "contact": "_REQUIRED_PHONE", // شماره موبایل گیرنده سند را وارد کنید
      "title": "${slot.title}", // عنوان گیرنده سند، نیازی به تغییر ندارد و برای راهنمایی است
      "nationalCode": "_REQUIRED_NATIONALCODE", // کدملی گیرنده سند را وارد کنید
      "name": "_REQUIRED_TEXT" // نام گیرنده سند را وارد کنید
    }`,
  );
  return `{
  "templateId": "${id}", // شناسه‌ها ثابت هستند و نیازی به تغییر نیست
  "title": "_REQUIRED_TEXT", // عنوان سند را وارد نمایید
  "callbackUrl": "_OPTIONAL_URL", // Method : POST
  "expiredAt": "2025-06-24T16:32:28.2699405+00:00", // تاریخ انقضای مهلت امضای سند
  "certificatePayment": true, // پذیرفتن هزینه احراز هویت گیرندگان توسط شما
  "workflows": [ // گیرندگان سند
${people.join(",\n")}
  ],
  "documentFields": [ // فیلدهای مربوط به محتوای سند
${items.map(value).join(",\n")}
  ],
  "ownerFields": [ // فیلدهای مربوط به ارسال‌کننده سند
${ownerItems.map(value).join(",\n")}
  ]
}
`;
}

const arabicLetter = /[\u0620-\u064a\u066e-\u06d3]/;
const isUrl = (text: string) => /^https?:$/.test(URL.parse(text)?.protocol ?? "");

/** The check digit of a national code: weights 10 to 2, modulo 11. */
function isNationalCode(text: string): boolean {
  if (!/^\d{10}$/.test(text) || /^(\d)\1{9}$/.test(text)) return false;
  const digits = [...text].map(Number);
  const rest = digits.slice(0, 9).reduce((sum, digit, index) => sum + digit * (10 - index), 0) % 11;
  return digits[9] === (rest < 2 ? rest : 11 - rest);
}

/** ISO 13616: the country and check digits go to the end, letters become numbers, modulo 97. */
function isSheba(text: string): boolean {
  if (!/^IR\d{24}$/.test(text)) return false;
  return BigInt(`${text.slice(4)}1827${text.slice(2, 4)}`) % 97n === 1n;
}

const rules: Readonly<Record<string, (text: string) => boolean>> = {
  TEXT: () => true,
  NUMBER: (text) => /^\d+$/.test(text),
  PRICE_NUMBER: (text) => /^\d+$/.test(text),
  PRICE_TEXT: (text) => arabicLetter.test(text) && !/[A-Za-z]/.test(text),
  SHEBA: isSheba,
  EMAIL: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  ENGLISH_TEXT: (text) => !arabicLetter.test(text),
  PERSIAN_TEXT: (text) => arabicLetter.test(text) && !/[A-Za-z]/.test(text),
  PHONE: (text) => /^09\d{9}$/.test(text),
  NATIONALCODE: isNationalCode,
  URL: isUrl,
};

/** @throws SandboxRefusal 3025 for a required value that is blank, 3027 for one of the wrong type */
export function checkValue(tag: string, value: string | null | undefined): void {
  const [, need, type = ""] = /^_(REQUIRED|OPTIONAL)_(\w+)$/.exec(tag) ?? [];
  if (!value?.trim()) {
    if (need === "REQUIRED") throw codedRefusal(3025);
    return;
  }
  if (rules[type]?.(value) !== true) throw codedRefusal(3027);
}
