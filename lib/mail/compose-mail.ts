import type { Locale } from "@/lib/i18n/locales";
import { directionOf } from "@/lib/i18n/locales";

export type Letter = {
  readonly language: Locale;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do, as a button and as a bare link. */
  readonly action?: { readonly label: string; readonly link: string };
};

export const toText = ({ paragraphs, action }: Letter): string =>
  [...paragraphs, ...(action ? [`${action.label}:\n${action.link}`] : [])].join("\n\n");

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? "");

/** Plain HTML that every mail program reads: no picture, nothing loaded, the reader's direction. */
export function toHtml({ language, subject, paragraphs, action }: Letter): string {
  const direction = directionOf(language);
  const body = paragraphs.map((text) => `<p>${escaped(text).replaceAll("\n", "<br>")}</p>`);
  const button = action
    ? `<p><a href="${escaped(action.link)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#0f766e;color:#ffffff;text-decoration:none">${escaped(action.label)}</a></p><p dir="ltr" style="text-align:${direction === "rtl" ? "right" : "left"};font-size:13px;color:#4a565b;word-break:break-all">${escaped(action.link)}</p>`
    : "";
  return `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body dir="${direction}" style="margin:0;padding:24px;background:#fbfaf7;color:#1c2529;font:16px/1.6 Vazirmatn,Tahoma,'Segoe UI',Arial,sans-serif"><div style="max-width:560px;margin:0 auto">${body.join("")}${button}</div></body></html>`;
}
