import type { CallOperation, LedgerRequest } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { Faults } from "@/lib/provider-kit/sandbox-faults";
import { answerWithFault } from "@/lib/provider-kit/sandbox-faults";
import type { SandboxAnswer, SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { send, serve, toJson } from "@/lib/provider-kit/sandbox-http";
import { noteAnswer, toLedgerEntry } from "@/lib/provider-kit/sandbox-ledger";
import { toDocumentAnswer } from "./sandbox-answers";
import { codedRefusal, plainRefusal } from "./sandbox-codes";
import type { Office } from "./sandbox-office";
import { readFileRequest } from "./sandbox-requests";
import type { Switches } from "./sandbox-switches";
import { readTemplateRequest } from "./sandbox-template-requests";
import type { Tokens } from "./sandbox-tokens";

type Parts = {
  readonly switches: Switches;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly office: Office;
};

const unauthorized: SandboxAnswer = {
  status: 401,
  headers: { "www-authenticate": 'Bearer error="invalid_token"' },
};

/** The documented endpoints. @param requests grows by every call */
export function serveApi(port: number, parts: Parts, requests: LedgerRequest[]) {
  const { switches, faults, tokens } = parts;
  return serve(port, async (request, response) => {
    const operation = operationOf(request);
    const entry = toLedgerEntry(operation, request);
    requests.push(entry);
    const note = (each: SandboxAnswer) => noteAnswer(entry, each);
    const answer = (each: SandboxAnswer) => {
      note(each);
      send(response, each);
    };
    if (operation === "other") return answer({ status: 404 });
    if (operation === "token") {
      entry.fault = faults.next("token");
      const businessError = () => toJson(400, { error: "invalid_client" });
      const words = { ...switches, unauthorized, businessError };
      return answerWithFault(entry.fault, response, () => tokens.answer(request), words, note);
    }
    if (!tokens.isLive(request)) return answer(unauthorized);
    entry.fault = faults.next(operation);
    const businessError = (code = "3027") => toErrorAnswer(codedRefusal(Number(code)), switches);
    const words = { ...switches, unauthorized, businessError };
    const commit = () => answerOrRefuse(parts, request, entry);
    await answerWithFault(entry.fault, response, commit, words, note);
  });
}

const toErrorAnswer = (
  { status, code, message }: SandboxRefusal,
  { codedStatus }: Switches,
): SandboxAnswer =>
  code === undefined ? toJson(status, { message }) : toJson(codedStatus, { code, message });

function answerOrRefuse(parts: Parts, request: SandboxRequest, entry: LedgerRequest) {
  try {
    return answerDocumentCall(parts, request, entry);
  } catch (error) {
    if (error instanceof SandboxRefusal) return toErrorAnswer(error, parts.switches);
    throw error;
  }
}

/** What a healthy service answers to a call of a document. @throws SandboxRefusal */
function answerDocumentCall(
  { switches, office }: Parts,
  { url, headers, body }: SandboxRequest,
  entry: LedgerRequest,
): SandboxAnswer {
  if (switches.isDown) throw codedRefusal(2);
  if (entry.operation === "read") {
    const document = office.find(url.pathname.slice(documentsPath.length));
    if (!document && switches.unknownDocument === "coded") throw codedRefusal(1);
    if (!document) return { status: 404 };
    return toJson(200, toDocumentAnswer(document, url.searchParams, switches));
  }
  if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) return { status: 415 };
  const value = parse(body);
  const draft = url.pathname.endsWith("/template")
    ? readTemplateRequest(value, switches)
    : readFileRequest(value, switches);
  entry.committed = office.create(draft).id;
  return toJson(200, { id: entry.committed });
}

const documentsPath = "/api/v1/clm/documents/";

function operationOf({ method, url }: SandboxRequest): CallOperation | "other" {
  if (url.pathname === "/Identity/connect/token") return "token";
  if (!url.pathname.startsWith(documentsPath)) return "other";
  const rest = url.pathname.slice(documentsPath.length);
  if (method === "POST" && /^execute\/(file|template)$/.test(rest)) return "create";
  return method === "GET" && /^[0-9a-f-]{36}$/i.test(rest) ? "read" : "other";
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw plainRefusal("The JSON value could not be converted. Path: $.");
  }
}
