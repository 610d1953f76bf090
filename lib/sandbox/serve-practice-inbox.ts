import { createTranslator } from "next-intl";
import { directionOf, isLocale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type { LedgerMessage, Sandbox } from "@/lib/provider-kit/sandbox";
import { send, serve, toHtml } from "@/lib/provider-kit/sandbox-http";

const style = `:root{color-scheme:light dark}
body{font:16px/1.7 system-ui,Tahoma,sans-serif;max-width:44rem;margin:1.5rem auto;padding:0 1rem;background:light-dark(#fbfaf7,#12181b);color:light-dark(#1c2529,#e7ecec)}
.note{background:light-dark(#fff3c4,#3b3110);padding:.5rem 1rem;border-radius:6px}
ol{list-style:none;padding:0}li{border-top:1px solid light-dark(#d9d5cb,#2b363b);padding:.75rem 0;overflow-wrap:anywhere}
.to{color:light-dark(#56636a,#a5b3b8);font-size:.875rem}
a{color:light-dark(#0f766e,#5ec4b8);display:inline-block;padding:.5rem 0}`;

type Inbox = { readonly url: string; close(): Promise<void> };

/** The telephone of everybody: each message that a sandbox sent, newest first, with its link. */
export const servePracticeInbox = (
  port: number,
  sandboxes: readonly Pick<Sandbox, "ledger">[],
): Promise<Inbox> =>
  serve(port, async ({ method, url }, response) => {
    if (method !== "GET" || url.pathname !== "/") return send(response, { status: 404 });
    const messages = sandboxes
      .flatMap((sandbox) => sandbox.ledger().messages)
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    send(response, {
      status: 200,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy":
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
      },
      body: toPage(messages, url.searchParams.get("language")),
    });
  });

function toPage(messages: readonly LedgerMessage[], wanted: string | null): string {
  const locale = wanted !== null && isLocale(wanted) ? wanted : "en";
  const t = createTranslator({
    locale,
    messages: messagesFor(locale),
    namespace: "practiceInbox",
  });
  const rows = messages.map(({ at, to, text, link }) => {
    const words = toHtml(text.replace(link, "").replace(/[\s:]+$/, ""));
    const time = new Intl.DateTimeFormat(locale, { timeStyle: "medium", dateStyle: "medium" });
    return `<li><div class="to">${toHtml(t("to"))} <bdi dir="ltr">${toHtml(to)}</bdi> · ${toHtml(time.format(at))}</div>
<div dir="auto">${words}</div><a href="${toHtml(link)}">${toHtml(t("open"))}</a></li>`;
  });
  const title = toHtml(t("title"));
  return `<!doctype html><html lang="${locale}" dir="${directionOf(locale)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body>
<p class="note">${toHtml(t("note"))}</p><h1>${title}</h1>
${rows.length > 0 ? `<ol>${rows.join("")}</ol>` : `<p>${toHtml(t("empty"))}</p>`}
</body></html>`;
}
