import type { ServerResponse } from "node:http";
import type { CallOperation, LedgerRequest } from "@/lib/provider-kit/sandbox";
import type { Faults } from "@/lib/provider-kit/sandbox-faults";
import { answerWithFault } from "@/lib/provider-kit/sandbox-faults";
import type { SandboxAnswer, SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { send, toJson } from "@/lib/provider-kit/sandbox-http";
import { noteAnswer, toLedgerEntry } from "@/lib/provider-kit/sandbox-ledger";
import { toLogAnswer, toRequestAnswer } from "./sandbox-answers";
import { CodedRefusal, errorCodes, invalid } from "./sandbox-codes";
import type { Desk } from "./sandbox-desk";
import { readCreate, readGet, readLogsQuery, readUpdateState } from "./sandbox-requests";
import { isUuid } from "./sandbox-shapes";
import type { Switches } from "./sandbox-switches";

export type Credentials = {
  readonly username: string;
  readonly password: string;
  readonly apiKey: string;
};
type Parts = {
  readonly switches: Switches;
  readonly faults: Faults;
  readonly credentials: Credentials;
  readonly desk: Desk;
};

export const apiPath = "/test/api/";
const operations: Readonly<Record<string, CallOperation>> = {
  Create: "create",
  Get: "read",
  UpdateState: "update",
  GetCallbackLogs: "logs",
};

/** Answers the four documented calls. @param requests grows by every call */
export function createApi(parts: Parts, requests: LedgerRequest[]) {
  const { switches, faults } = parts;
  return async (request: SandboxRequest, response: ServerResponse): Promise<void> => {
    const operation = operationOf(request);
    const entry = toLedgerEntry(operation, request);
    requests.push(entry);
    const note = (each: SandboxAnswer) => noteAnswer(entry, each);
    const answer = (each: SandboxAnswer) => {
      note(each);
      send(response, each);
    };
    if (operation === "other") return answer({ status: 404 });
    if (request.method !== "POST") return answer({ status: 405, headers: { allow: "POST" } });
    const unauthorized = toUnauthorized(switches);
    if (!isKnown(request, parts.credentials)) return answer(unauthorized);
    if (switches.isDown) return answer(toPlainRefusal(503, "Service Unavailable", switches));
    entry.fault = faults.next(operation);
    const businessError = (wanted = "INVALID_REQUEST") => {
      const code = errorCodes.find((each) => each === wanted) ?? "INVALID_REQUEST";
      return toErrorAnswer(new CodedRefusal(code), entry, switches);
    };
    const words = { ...switches, unauthorized, businessError };
    const commit = () => answerOrRefuse(parts, operation, request, entry);
    await answerWithFault(entry.fault, response, commit, words, note);
  };
}

const operationOf = ({ url }: SandboxRequest): CallOperation | "other" =>
  operations[/^\/test\/api\/v1\/SignRequest\/(\w+)$/.exec(url.pathname)?.[1] ?? ""] ?? "other";

function isKnown({ headers }: SandboxRequest, { username, password }: Credentials): boolean {
  const given = /^Basic (\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  return Buffer.from(given, "base64").toString("utf8") === `${username}:${password}`;
}

const toUnauthorized = (switches: Switches): SandboxAnswer => {
  const { headers, ...answer } = toPlainRefusal(401, "Unauthorized", switches);
  return { ...answer, headers: { ...headers, "www-authenticate": 'Basic realm="practice"' } };
};

/** The document knows no answer for this; ASP.NET has none, or one of RFC 9110's style. */
const toPlainRefusal = (status: number, title: string, { refusalBody }: Switches): SandboxAnswer =>
  refusalBody === "empty"
    ? { status }
    : {
        ...toJson(status, { type: `https://httpstatuses.com/${status}`, title, status }),
        headers: { "content-type": "application/problem+json; charset=utf-8" },
      };

const toAnswer = (status: number, value: unknown, { answerType }: Switches): SandboxAnswer => ({
  ...toJson(status, value),
  headers: { "content-type": `${answerType}; charset=utf-8` },
});

/** `details` is documented for two calls only; the others say everything in the message. */
function toErrorAnswer(
  { code, message, details }: CodedRefusal,
  { operation }: LedgerRequest,
  switches: Switches,
): SandboxAnswer {
  const hasDetails = operation === "update" || operation === "logs";
  const whole = details === null ? message : `${message}. ${details}`;
  const error = hasDetails ? { code, message, details } : { code, message: whole };
  return toAnswer(400, { success: false, error }, switches);
}

function answerOrRefuse(
  parts: Parts,
  operation: CallOperation,
  request: SandboxRequest,
  entry: LedgerRequest,
): SandboxAnswer {
  const { switches } = parts;
  if (!isJson(request)) return toPlainRefusal(415, "Unsupported Media Type", switches);
  try {
    const body = parse(request.body);
    checkApiKey(body, parts.credentials);
    if (operation === "read") return answerGet(body, parts);
    const result = {
      create: () => create(body, parts, entry),
      update: () => updateState(body, parts),
      logs: () => findLogs(body, parts),
      token: () => null,
    }[operation]();
    return toAnswer(200, { success: true, result }, switches);
  } catch (error) {
    if (error instanceof CodedRefusal) return toErrorAnswer(error, entry, switches);
    throw error;
  }
}

/** The document's text and its example differ; ASP.NET takes every JSON type. */
const isJson = ({ headers }: SandboxRequest) =>
  /^(application|text)\/([\w.-]+\+)?json\s*(;|$)/i.test(headers["content-type"] ?? "");

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw invalid("$", "is not JSON");
  }
}

function checkApiKey(body: unknown, { apiKey }: Credentials): void {
  const isRight =
    body !== null && typeof body === "object" && "apiKey" in body && body.apiKey === apiKey;
  if (!isRight) throw new CodedRefusal("INVALID_API_KEY");
}

function create(body: unknown, { switches, desk }: Parts, entry: LedgerRequest) {
  const { request, isNew } = desk.create(readCreate(body, switches));
  const { id, secretKey, smsInformed } = request;
  if (isNew) entry.committed = id;
  return { requestId: id, secretKey, smsInformed };
}

function answerGet(body: unknown, { switches, desk }: Parts): SandboxAnswer {
  const { requestId, secretKey } = readGet(body);
  if (!isUuid(requestId)) throw invalid("$.requestId", "must be uuid");
  const request = desk.open(requestId, secretKey);
  if (!request && switches.unknownRequest === "not_found")
    return toPlainRefusal(404, "Not Found", switches);
  if (!request && switches.unknownRequest === "coded")
    throw new CodedRefusal("INVALID_REQUEST_IDS");
  const result = request ? toRequestAnswer(request, desk.toCheckLink(request), switches) : null;
  return toAnswer(200, { success: true, result }, switches);
}

function updateState(body: unknown, { switches, desk }: Parts): boolean {
  const isFound = desk.updateState(readUpdateState(body));
  if (!isFound && switches.unknownState === "coded") throw new CodedRefusal("DOCUMENT_NOT_FOUND");
  return isFound;
}

function findLogs(body: unknown, { switches, desk }: Parts): readonly object[] {
  const { isError, signRequestIds } = readLogsQuery(body);
  const ids = signRequestIds ?? desk.all().map(({ id }) => id);
  const logs = ids.flatMap((id) => {
    const request = desk.all().find((each) => isUuid(id) && each.id === id.toLowerCase());
    if (!request) throw new CodedRefusal("INVALID_REQUEST_IDS", `no sign request ${id}`);
    return request.logs;
  });
  return logs
    .filter(({ errorCount }) => isError !== true || errorCount > 0)
    .map((log) => toLogAnswer(log, switches));
}
