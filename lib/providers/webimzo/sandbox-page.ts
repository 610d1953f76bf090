import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { send } from "@/lib/provider-kit/sandbox-http";
import type { Callbacks } from "./sandbox-callbacks";
import type { LanguageCode, MethodId } from "./sandbox-constants";
import { isLanguageCode, isMethodId, practiceCode, smsMethod } from "./sandbox-constants";
import type { Desk } from "./sandbox-desk";
import type { View } from "./sandbox-page-html";
import { toCheckPage, toPage, toUnknownPage } from "./sandbox-page-html";
import type { Printables } from "./sandbox-printables";
import type { Obstacle, SignRequest } from "./sandbox-sign-requests";
import { identify, obstacles, obstructed } from "./sandbox-sign-requests";
import type { Switches } from "./sandbox-switches";

type Parts = {
  readonly switches: Switches;
  readonly desk: Desk;
  readonly callbacks: Callbacks;
  readonly printables: Printables;
};

export const pagePath = "/test/";

/** The page on which everybody of a request signs: `?requestId=…&secretKey=…&redirect=…`. */
export function createPage({ switches, desk, callbacks, printables }: Parts) {
  return async (asked: SandboxRequest, response: ServerResponse): Promise<void> => {
    const { method, url, headers } = asked;
    const query = url.searchParams;
    const language = chooseLanguage(query.get("lang"), headers["accept-language"]);
    const here = url.pathname.slice(pagePath.length);
    const id = query.get("requestId") ?? "";
    if (method === "GET" && here === "check") {
      const found = desk.all().find((each) => each.id === id);
      return send(
        response,
        found ? toCheckPage(found, language, switches) : toUnknownPage(language),
      );
    }
    const request = desk.open(id, query.get("secretKey") ?? "");
    if (!request) return send(response, toUnknownPage(language));
    if (method === "GET" && here === "file") return sendFile(request, response);
    if (here !== "") return send(response, toUnknownPage(language));
    const redirect = toRedirect(query.get("redirect"));
    const isPost = method === "POST";
    if (isPost && (headers.origin ?? url.origin) !== url.origin)
      return send(response, { status: 403 });
    const form = new URLSearchParams(asked.body.toString("utf8"));
    const known = isPost ? printables.last(request) : undefined;
    const view: View = {
      request,
      printable: known ?? (await printables.follow(request)),
      switches,
      language,
      query,
      redirect,
      method: chooseMethod(request, form.get("method") ?? query.get("method")),
    };
    if (!isPost) return send(response, toPage(view));
    try {
      await take(view, form, response);
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      const problem = String(error.code) as Obstacle;
      if (!Object.hasOwn(obstacles, problem)) throw error;
      const isCodeWanted = form.get("step") === "code";
      send(response, toPage({ ...view, problem, phone: isCodeWanted ? form.get("phone") : null }));
    }
  };

  /** What a form of the page asks for. @throws SandboxRefusal */
  async function take(view: View, form: URLSearchParams, response: ServerResponse): Promise<void> {
    const { request, redirect } = view;
    const method = Number(form.get("method"));
    if (!isMethodId(method)) throw obstructed("unknown_method");
    const proof = form.get(method === smsMethod ? "phone" : "key") ?? "";
    const signer = identify(request, method, proof);
    if (method === smsMethod && form.get("step") === "phone") {
      desk.textCode(request, proof);
      return send(response, toPage({ ...view, phone: proof }));
    }
    if (method === smsMethod && form.get("code")?.trim() !== practiceCode)
      throw obstructed("wrong_code");
    const chosen = form.get("action");
    desk.sign(request, signer, { method, action: chosen === null ? null : Number(chosen) });
    const isAfter = switches.callback === "after_redirect";
    if (!isAfter) await callbacks.signed(request, signer);
    if (redirect)
      send(response, { status: 303, headers: { location: withParameters(redirect, request) } });
    else send(response, toPage({ ...view, isDone: true }));
    if (!isAfter) return;
    await pause(switches.slowMilliseconds, undefined, { ref: false });
    await callbacks.signed(request, signer);
  }

  function withParameters(redirect: URL, { id }: SignRequest): string {
    if (switches.redirectParameters === "none") return redirect.href;
    const extended = new URL(redirect);
    extended.searchParams.append("requestId", id);
    return extended.href;
  }

  async function sendFile(request: SignRequest, response: ServerResponse): Promise<void> {
    const { bytes } = printables.last(request) ?? (await printables.follow(request));
    if (!bytes) return send(response, { status: 404 });
    send(response, {
      status: 200,
      headers: {
        "content-type": "application/pdf",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
      body: bytes,
    });
  }
}

/** A link that would run in this page, or leads nowhere, is no way back. */
function toRedirect(text: string | null): URL | null {
  const url = text === null ? null : URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? url : null;
}

function chooseMethod({ methods }: SignRequest, wanted: string | null): MethodId | undefined {
  return methods.find((method) => String(method) === wanted) ?? methods[0];
}

const browserLanguages: Readonly<Record<string, LanguageCode>> = {
  "uz-cyrl": "UZ_CYRL",
  uz: "UZ_LATN",
  ru: "RU",
  en: "EN",
  kaa: "QR",
};

/** The chosen language, or the browser's first that there is, or Uzbek in Latin letters. */
function chooseLanguage(wanted: string | null, accepted = ""): LanguageCode {
  if (isLanguageCode(wanted)) return wanted;
  for (const range of accepted.toLowerCase().split(",")) {
    const tag = range.split(";")[0]?.trim() ?? "";
    const found = Object.keys(browserLanguages).find(
      (each) => tag === each || tag.startsWith(`${each}-`),
    );
    if (found) return browserLanguages[found] ?? "UZ_LATN";
  }
  return "UZ_LATN";
}
