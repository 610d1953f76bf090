import { SandboxRefusal } from "@/lib/provider-kit/sandbox";

/** Appendix 1 of the provider's document, as far as the sandbox has a reason to say it. */
const messages = {
  1: "درخواست معتبر نیست.",
  2: "سرویس در دسترس نمی‌باشد، لطفا ۳۰ دقیقه آینده مجدد تلاش نمایید.",
  3001: "تغییر وضعیت سند امکان‌پذیر نیست.",
  3002: "تغییر وضعیت مشارکت‌کننده امکان‌پذیر نیست.",
  3004: "مشارکت‌کننده در گردش کار سند تکراری است.",
  3005: "ترتیب مشارکت‌کنندگان سند صحیح نیست.",
  3006: "سند انتخابی الگو نیست.",
  3010: "سند منقضی شده است.",
  3019: "فایل PDF معتبر نیست.",
  3024: "قالب سند انتخابی فاقد فیلد امضا برای حداقل یکی از امضاکنندگان است.",
  3025: "مقدار فیلد اجباری خالی است.",
  3027: "مقدار فیلد معتبر نیست.",
} as const;

/** Coded errors come with HTTP 500. */
export const codedRefusal = (code: keyof typeof messages) =>
  new SandboxRefusal(messages[code], 500, code);

/** Validation errors have no code and speak FluentValidation's English. */
export const plainRefusal = (message: string) => new SandboxRefusal(message, 400);
export const emptyRefusal = (name: string) => plainRefusal(`'${name}' must not be empty.`);
