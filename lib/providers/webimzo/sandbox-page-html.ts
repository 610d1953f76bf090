import type { SandboxAnswer } from "@/lib/provider-kit/sandbox-http";
import { toHtml } from "@/lib/provider-kit/sandbox-http";
import type { LanguageCode, MethodId } from "./sandbox-constants";
import { languageCodes, locales, smsMethod } from "./sandbox-constants";
import { style } from "./sandbox-page-style";
import type { Printable } from "./sandbox-printables";
import type { ActionType } from "./sandbox-requests";
import type { Obstacle, SignRequest } from "./sandbox-sign-requests";
import { haveAllSigned, isTurnOf } from "./sandbox-sign-requests";
import type { Switches } from "./sandbox-switches";
import { words } from "./sandbox-words";

export type View = {
  readonly request: SignRequest;
  readonly printable: Printable;
  readonly switches: Switches;
  readonly language: LanguageCode;
  /** Of the page's own address. */
  readonly query: URLSearchParams;
  readonly redirect: URL | null;
  /** The one that is shown. */
  readonly method: MethodId | undefined;
  readonly problem?: Obstacle;
  /** The number to which a code was sent. */
  readonly phone?: string | null;
  readonly isDone?: boolean;
};

/** The same page with something else in its address. */
function toAddress(query: URLSearchParams, changes: Readonly<Record<string, string>>): string {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) changed.set(name, value);
  return toHtml(`?${changed}`);
}

export function toPage(view: View): SandboxAnswer {
  const { request, language, query, redirect, problem, isDone } = view;
  const say = words[language];
  const title = toHtml(request.title ?? `${say.document} ${request.documentId}`);
  const facts = [request.documentType, request.organizationName, request.organizationInn]
    .flatMap((fact) => (fact ? [toHtml(fact)] : []))
    .join(" · ");
  const tongues = languageCodes.map((code) => {
    const current = code === language ? ' aria-current="true"' : "";
    const address = toAddress(query, { lang: code });
    return `<a href="${address}" lang="${locales[code]}"${current}>${words[code].language}</a>`;
  });
  const back = redirect && toHtml(redirect.href);
  const backWords = isDone || haveAllSigned(request) ? say.back : say.backUnsigned;
  return answer(
    200,
    language,
    title,
    `<header><strong>WebImzo <span>sandbox</span></strong><nav>${tongues.join("")}</nav></header>
<main><div class="head"><h1>${title}</h1>${facts && `<p class="muted">${facts}</p>`}</div>
${toDocument(view, title)}
<div class="side">
${problem ? `<p role="alert">${toHtml(say.obstacles[problem])}</p>` : ""}
${toWork(view)}
${toPeople(view)}
${back ? `<a class="button" href="${back}" rel="noreferrer">${toHtml(backWords)}</a>` : ""}
</div></main>`,
    redirect,
  );
}

export const toUnknownPage = (language: LanguageCode): SandboxAnswer => {
  const unknown = toHtml(words[language].unknown);
  return answer(404, language, unknown, `<main><h1>${unknown}</h1></main>`, null);
};

/** Who signed, for everybody: without the key nothing else of the request is shown. */
export function toCheckPage(
  request: SignRequest,
  language: LanguageCode,
  switches: Switches,
): SandboxAnswer {
  const title = toHtml(request.title ?? `${words[language].document} ${request.documentId}`);
  const people = toPeople({ request, language, switches });
  return answer(200, language, title, `<main><h1>${title}</h1>${people}</main>`, null);
}

/** A browser holds `form-action` against the address, too, to which a form's answer sends it on. */
const answer = (
  status: number,
  language: LanguageCode,
  title: string,
  body: string,
  redirect: URL | null,
): SandboxAnswer => ({
  status,
  headers: {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self' ${redirect?.origin ?? ""}; frame-ancestors 'none'; base-uri 'none'`,
    // Without an origin the form could not prove that it came from here.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
  },
  body: `<!doctype html><html lang="${locales[language]}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body>
<p class="note">${toHtml(words[language].practice)}${language === "EN" ? "" : ` <span lang="en">${toHtml(words.EN.practice)}</span>`}</p>
${body}</body></html>`,
});

function toDocument({ request, printable, language, query }: View, title: string): string {
  const say = words[language];
  const isPdf = printable.bytes?.subarray(0, 5).toString("latin1") === "%PDF-";
  const file = toHtml(`file?${query}`);
  const shown = isPdf
    ? `<iframe src="${file}#navpanes=0&amp;view=FitH" title="${title}"></iframe>`
    : "";
  const status = printable.status ? ` (HTTP ${printable.status})` : "";
  const missing = printable.bytes ? "" : `<p class="warn">${toHtml(say.noFile)}${status}</p>`;
  return `<section class="paper"><h2>${toHtml(say.document)}</h2>${missing}${shown}
<a class="button" href="${toHtml(request.printableLink)}" target="_blank" rel="noopener noreferrer">${toHtml(say.open)}</a></section>`;
}

const nameOf = ({ actionTypeName, names }: ActionType, language: LanguageCode) =>
  names.get(language) ?? actionTypeName;

const maskKey = (key: string) => `${key.slice(0, 3)}${"•".repeat(key.length - 5)}${key.slice(-2)}`;

/** Who else signs is shown only where the sender allows it. */
function toPeople({
  request,
  language,
  switches,
}: Pick<View, "request" | "language" | "switches">): string {
  if (!request.isVisibleToOthers) return "";
  const say = words[language];
  const rows = request.users.map((user) => {
    const state = user.signature ? say.signed : say.waiting;
    const tone = user.signature ? "yes" : isTurnOf(user, request, switches) ? "now" : "later";
    const given = request.actions.find(
      ({ actionTypeId }) => actionTypeId === user.signature?.action,
    );
    const answer = given ? ` · ${toHtml(nameOf(given, language))}` : "";
    return `<li><span>${toHtml(user.userInfo)}<small>${maskKey(user.userKey)}${answer}</small></span><b class="${tone}">${toHtml(state)}</b></li>`;
  });
  return `<section><h2>${toHtml(say.people)}</h2><ul>${rows.join("")}</ul></section>`;
}

/** What is left to do, or why nothing is. */
function toWork(view: View): string {
  const { request, language, query, method, isDone } = view;
  const say = words[language];
  const note = (text: string) => `<section><p class="good">${toHtml(text)}</p></section>`;
  if (isDone) return note(say.done);
  if (haveAllSigned(request)) return note(say.allAnswered);
  if (request.isEnded)
    return `<section><p class="warn">${toHtml(say.obstacles.ended)}</p></section>`;
  const tabs = request.methods.map((each) => {
    const current = each === method ? ' aria-current="true"' : "";
    const address = toAddress(query, { method: String(each) });
    return `<a href="${address}"${current}>${toHtml(say.methods[each])}</a>`;
  });
  return `<section><h2>${toHtml(say.how)}</h2><nav class="tabs">${tabs.join("")}</nav>
${method === smsMethod ? toSmsForms(view) : toKeyForm(view)}</section>`;
}

/** Enter presses the first button of a form, and nobody shall sign by it. */
const noEnter = '<button disabled hidden aria-hidden="true"></button>';

const toForm = ({ query, method }: View, inner: string) =>
  `<form method="post" action="${toAddress(query, method ? { method: String(method) } : {})}" autocomplete="off">
<input type="hidden" name="method" value="${method ?? ""}">${inner}</form>`;

function toKeyForm(view: View): string {
  const { key, keyHelp } = words[view.language];
  return toForm(
    view,
    `${noEnter}<label>${toHtml(key)}
<input name="key" inputmode="numeric" required pattern="\\s*([0-9]{9}|[0-9]{14})\\s*"><small>${toHtml(keyHelp)}</small></label>${toButtons(view)}`,
  );
}

function toSmsForms(view: View): string {
  const { phone, language } = view;
  const say = words[language];
  if (!phone)
    return toForm(
      view,
      `<input type="hidden" name="step" value="phone"><label>${toHtml(say.phone)}
<input name="phone" type="tel" required placeholder="+998 90 123 45 67"></label>
<div class="row"><button class="main">${toHtml(say.sendCode)}</button></div>`,
    );
  return toForm(
    view,
    `${noEnter}<input type="hidden" name="step" value="code"><input type="hidden" name="phone" value="${toHtml(phone)}">
<label>${toHtml(say.code)}<input name="code" inputmode="numeric" required><small><bdi>${toHtml(phone)}</bdi> · ${toHtml(say.codeHelp)}</small></label>${toButtons(view)}`,
  );
}

/** One button per answer that the sender named; where there are none, one to sign. */
function toButtons({ request, language }: View): string {
  const say = words[language];
  if (request.actions.length === 0)
    return `<div class="row"><button class="main">${toHtml(say.sign)}</button></div>`;
  const buttons = request.actions.map((action, index) => {
    const look = index === 0 ? ' class="main"' : "";
    return `<button${look} name="action" value="${action.actionTypeId}">${toHtml(nameOf(action, language))}</button>`;
  });
  return `<fieldset><legend>${toHtml(say.answer)}</legend><div class="row">${buttons.join("")}</div></fieldset>`;
}
