import type { SandboxAct } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { SandboxAnswer } from "@/lib/provider-kit/sandbox-http";
import { send, serve } from "@/lib/provider-kit/sandbox-http";
import type { Person, SandboxDocument } from "./sandbox-documents";
import { findTurn } from "./sandbox-documents";
import type { Office } from "./sandbox-office";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const toHtml = (text: string) => text.replace(/[&<>"']/g, (each) => escapes[each] ?? each);

const labels = { see: "دیدم", approve: "تأیید", sign: "امضا" };
const roleWords = { signer: "امضاکننده", viewer: "بیننده", approver: "تأییدکننده" };
const stateWords = {
  unsent: "ارسال‌نشده",
  unseen: "دیده نشده",
  seen: "دیده شده",
  filled: "پر شده",
  approved: "تأیید شده",
  rejected: "رد شده",
  signed: "امضا شده",
};
const ends = {
  running: "در انتظار دیگران",
  signed: "همه امضا کرده‌اند",
  rejected: "سند رد شد",
  expired: "مهلت امضای سند به پایان رسید",
};

const style = `body{font:16px/1.7 Tahoma,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
form{margin:1rem 0}label{display:block}input,button{font:inherit;padding:.4rem .8rem}
.note{background:#fff3c4;padding:.5rem 1rem}`;

/** The page that the SMS leads to. @param problem what the last try was answered */
function toPage(document: SandboxDocument, person: Person, problem?: string): SandboxAnswer {
  const button = (act: "see" | "approve" | "sign") =>
    `<form method="post"><button name="act" value="${act}">${labels[act]}</button></form>`;
  const inputs = person.items.map(
    ({ name, title, value }) =>
      `<label>${toHtml(title)} <input name="value:${toHtml(name)}" value="${toHtml(value ?? "")}"></label>`,
  );
  const fill =
    inputs.length > 0
      ? `<form method="post">${inputs.join("")}<button name="act" value="fill">ثبت مقدارها</button></form>`
      : "";
  const reject = `<form method="post"><label>دلیل <input name="reason"></label><button name="act" value="reject">رد سند</button></form>`;
  const isTurn = findTurn(document) === person;
  const work = isTurn
    ? `${fill}${button(person.role === "approver" ? "approve" : "sign")}${reject}`
    : `<p>${ends[document.state]}</p>`;
  const html = `<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${toHtml(document.title)}</title><style>${style}</style></head><body>
<p class="note">محیط آزمایشی: اینجا هیچ امضایی واقعی نیست. <span dir="ltr">Sandbox: no signature here is real.</span></p>
<h1>${toHtml(document.title)}</h1>
<p>${toHtml(person.name)} (${toHtml(person.title)}) · ${roleWords[person.role]} · ${stateWords[person.state]}</p>
${problem ? `<p role="alert">${toHtml(problem)}</p>` : ""}
<p><a href="/inbox/${person.inboxToken}/file">فایل سند</a></p>
${document.state === "running" ? button("see") : ""}${work}
</body></html>`;
  return {
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    },
    body: html,
  };
}

/** What a form of the page asks for. */
function toDeed(body: Buffer): Pick<SandboxAct, "act" | "values" | "reason"> {
  const form = new URLSearchParams(body.toString("utf8"));
  const values = [...form].flatMap(([name, value]) =>
    name.startsWith("value:") ? [[name.slice("value:".length), value] as const] : [],
  );
  return {
    act: form.get("act") as SandboxAct["act"],
    values: Object.fromEntries(values),
    reason: form.get("reason") ?? "",
  };
}

/** The pages on which recipients see, fill, approve, reject and sign. */
export function serveInbox(port: number, office: Office) {
  return serve(port, async ({ method, headers, url, body }, response) => {
    const [, room, token = "", part] = url.pathname.split("/");
    const found = room === "inbox" ? office.findByInboxToken(token) : undefined;
    if (!found) return send(response, { status: 404 });
    const { document, person } = found;
    if (method === "GET" && part === "file")
      return send(response, {
        status: 200,
        headers: { "content-type": "application/pdf" },
        body: document.finalFile ?? document.file,
      });
    if (method === "GET") return send(response, toPage(document, person));
    if (method !== "POST" || (headers.origin ?? url.origin) !== url.origin)
      return send(response, { status: 403 });
    try {
      await office.act(document, person, toDeed(body));
      send(response, { status: 303, headers: { location: url.pathname } });
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      send(response, toPage(document, person, error.message));
    }
  });
}
