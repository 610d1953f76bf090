import type { SandboxAnswer } from "@/lib/provider-kit/sandbox-http";
import { toHtml } from "@/lib/provider-kit/sandbox-http";
import type { Person, SandboxDocument } from "./sandbox-documents";
import { findTurn } from "./sandbox-documents";

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
  running: "کار شما انجام شده است؛ در انتظار دیگران.",
  signed: "همه امضا یا تأیید کرده‌اند.",
  rejected: "سند رد شد.",
  expired: "مهلت امضای سند به پایان رسید.",
};

const style = `*{box-sizing:border-box}
body{font:1rem/1.8 Vazirmatn,Tahoma,sans-serif;color:#1c2430;background:#f4f5f7;margin:0}
main{max-width:44rem;margin:auto;padding:1rem;display:grid;gap:1rem}
h1{font-size:1.4rem;line-height:1.5;margin:0;overflow-wrap:anywhere}h2{font-size:1.05rem;margin:0}
p{margin:0}section,form,details{background:#fff;border:1px solid #d8dce3;border-radius:.6rem;padding:1rem;display:grid;gap:.8rem}
details form,.plain{border:0;padding:0}.code{white-space:nowrap}summary{cursor:pointer}
label{display:grid;gap:.2rem}input{font:inherit;inline-size:100%;padding:.5rem .7rem;border:1px solid #7b8494;border-radius:.4rem}
button,.file{font:inherit;min-block-size:2.75rem;padding:.4rem 1.2rem;border:1px solid #1d4fa3;border-radius:.4rem;background:#fff;color:#1d4fa3;cursor:pointer;text-decoration:none}
.file{display:inline-flex;align-items:center;justify-self:start}
.row{display:flex;flex-wrap:wrap;gap:.6rem}.main{background:#1d4fa3;color:#fff}.no{border-color:#a3271d;color:#a3271d}
:focus-visible{outline:3px solid #f2a900;outline-offset:2px}
iframe{inline-size:100%;block-size:34rem;border:1px solid #d8dce3;border-radius:.4rem}
.note{background:#fff3c4;border-block-end:2px solid #d9a400;padding:.6rem 1rem;text-align:center}
.note span{display:block;font-size:.85rem}.muted{color:#566070}
[role=alert]{background:#fde7e5;border:1px solid #a3271d;border-radius:.6rem;padding:.8rem 1rem}
@media(max-width:40rem){iframe{display:none}main{padding:.75rem}.row button{flex:1 1 100%}}`;

/** The page that the SMS leads to. @param problem what the last try was answered */
export function toInboxPage(
  document: SandboxDocument,
  person: Person,
  problem?: string,
): SandboxAnswer {
  const file = `/inbox/${person.inboxToken}/file`;
  const isSigned = document.finalFile !== null;
  const title = toHtml(document.title);
  const html = `<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body>
<p class="note">محیط تمرین: اینجا هیچ امضایی ارزش قانونی ندارد. <span lang="en" dir="ltr">Practice only: no signature made here has legal value.</span></p>
<main>
<h1>${withCodes(title)}</h1>
<p class="muted">${toHtml(person.name)} · ${toHtml(person.title)} · ${roleWords[person.role]} · ${stateWords[person.state]}</p>
${problem ? `<p role="alert">${toHtml(problem)}</p>` : ""}
<section><h2>${isSigned ? "سند امضاشده" : "سند"}</h2>
<iframe src="${file}#navpanes=0&amp;view=FitH" title="${title}"></iframe>
<a class="file" href="${file}" target="_blank" rel="noopener">باز کردن فایل سند</a>
${toSeen(document, person)}</section>
${toWork(document, person)}
</main></body></html>`;
  return {
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'",
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    },
    body: html,
  };
}

/** A reference code is not torn apart at its hyphen, where a line of Persian would turn it round. */
const withCodes = (html: string) =>
  html.replace(/[A-Z\d]+(?:-[A-Z\d]+)+/g, (code) => `<bdi class="code">${code}</bdi>`);

const toSeen = ({ state }: SandboxDocument, person: Person) =>
  state === "running" && person.state === "unseen"
    ? '<form method="post" class="plain"><div class="row"><button name="act" value="see">سند را دیدم</button></div></form>'
    : "";

/** What is left to do for this person, or why nothing is. */
function toWork(document: SandboxDocument, person: Person): string {
  if (document.state !== "running") return `<section><p>${ends[document.state]}</p></section>`;
  if (findTurn(document) !== person) {
    const words = person.role === "viewer" ? "این سند برای آگاهی شماست." : ends.running;
    return `<section><p>${words}</p></section>`;
  }
  const inputs = person.items.map(
    ({ name, title, rule, value }) =>
      `<label>${toHtml(title)} <input name="value:${toHtml(name)}" value="${toHtml(value ?? "")}"${rule.includes("number") ? ' inputmode="numeric" dir="ltr"' : ""} autocomplete="off"></label>`,
  );
  const fill = inputs.length > 0 ? '<button name="act" value="fill">ثبت اطلاعات</button>' : "";
  const [act, word] = person.role === "approver" ? ["approve", "تأیید سند"] : ["sign", "امضای سند"];
  // Enter presses the first button of a form, and nobody shall sign by it.
  return `<form method="post">${inputs.length > 0 ? "<h2>اطلاعات شما</h2>" : ""}${inputs.join("")}
<div class="row">${fill}<button class="main" name="act" value="${act}">${word}</button></div></form>
<details><summary>نمی‌پذیرم</summary><form method="post"><label>دلیل رد سند <input name="reason" required></label>
<div class="row"><button class="no" name="act" value="reject">رد سند</button></div></form></details>`;
}
