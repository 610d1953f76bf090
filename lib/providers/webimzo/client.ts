import type { z } from "zod";
import type { HttpCall, Interpretation, ProviderTools, Values } from "@/lib/provider-kit/contract";
import { ProviderError } from "@/lib/provider-kit/errors";
import type { HttpAnswer } from "@/lib/provider-kit/http";
import { parseJson } from "@/lib/provider-kit/parse-json";
import { interpretCreate, toError, toReadError } from "./errors";
import type { WebimzoSettings } from "./settings";
import type { LogAnswer, Reference, RequestAnswer, UserAnswer } from "./wire";
import { logsAnswer, referenceShape, requestAnswer } from "./wire";

export const createPath = "/v1/SignRequest/Create";

/** JSON is `text/plain` there. */
export const wireHeaders = {
  "content-type": "application/json",
  accept: "application/json, text/plain",
} as const;

/** One method for each documented call; the first create is written by the portal itself. */
export function createClient(settings: WebimzoSettings, { transport }: ProviderTools) {
  const { username, password, apiKey } = settings;
  const proof = {
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
  };

  const post = (path: string, body: Uint8Array): Promise<HttpAnswer> =>
    transport.request({
      method: "POST",
      url: new URL(path.replace(/^\//, ""), withSlash(settings.baseUrl)),
      headers: { ...wireHeaders, ...proof },
      body,
    });

  /** @returns `result` of a success. @throws ProviderError, TransportError */
  async function ask(path: string, fields: Values): Promise<unknown> {
    const answer = await post(path, Buffer.from(JSON.stringify({ apiKey, ...fields })));
    const said = parseJson(answer.body);
    const isAnswer = typeof said === "object" && said !== null && "success" in said;
    const isGood = answer.status >= 200 && answer.status < 300;
    if (!isGood || !isAnswer || said.success !== true) throw toReadError(answer);
    return "result" in said ? said.result : undefined;
  }

  /** @throws ProviderError `unknown_document` also without the secret key, which nobody can guess */
  async function getRequest(reference: Values): Promise<RequestAnswer> {
    const known = requireReference(reference);
    const result = await ask("/v1/SignRequest/Get", known).catch(blameReference);
    const found = read(requestAnswer, result);
    if (found.id !== known.requestId) throw toError("unexpected");
    return found;
  }

  /** "The state changed on our side": the call carries no new state. */
  async function updateState(found: RequestAnswer): Promise<void> {
    const { tableId, documentId, documentIdAsString, documentType } = found;
    const result = await ask("/v1/SignRequest/UpdateState", {
      tableId,
      ...(Number.isSafeInteger(documentId) && { documentId }),
      documentIdAsString: documentIdAsString ?? null,
      documentType: documentType ?? null,
    });
    if (result !== true) throw toError("unexpected");
  }

  /** No paging is documented, so the requests are always named. */
  const getCallbackLogs = async (ids: readonly string[], isError: boolean): Promise<LogAnswer[]> =>
    read(
      logsAnswer,
      await ask("/v1/SignRequest/GetCallbackLogs", {
        ...(isError && { isError }),
        signRequestIds: ids,
      }),
    );

  return { proof, getRequest, updateState, getCallbackLogs, repeat: post };
}
export type WebimzoClient = ReturnType<typeof createClient>;

export const withSlash = (baseUrl: string): string => baseUrl.replace(/\/*$/, "/");

/** @throws ProviderError `unknown_document` */
export function requireReference(reference: Values): Reference {
  const known = referenceShape.safeParse(reference);
  if (!known.success) throw toError("unknown_document");
  return known.data;
}

/** With the credentials right, only the request's number or key can be wrong. */
function blameReference(error: unknown): never {
  const isCoded = error instanceof ProviderError && error.words.code !== undefined;
  throw isCoded && error.code === "invalid_request"
    ? toError("unknown_document", error.words)
    : error;
}

function read<Shape extends z.ZodType>(shape: Shape, result: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(result);
  if (!parsed.success) throw toError("unexpected");
  return parsed.data;
}

/** What a create asked for, as far as Get shows it. */
type Asked = {
  readonly title: string;
  readonly tableId: number;
  readonly documentIdAsString: string;
  readonly documentType?: string;
  readonly signRequestUsers: readonly { readonly userKey: string }[];
};

/**
 * Create once more, never forced: under the same numbers and with the same data it is to bring the
 * request that is there. It is ours only when Get shows what was asked for.
 */
export async function findAgain(
  client: WebimzoClient,
  { path }: HttpCall,
  body: Uint8Array,
): Promise<Interpretation> {
  const asked = { ...(parseJson(body) as Asked), isForceCreate: false };
  const answer = await client.repeat(path, Buffer.from(JSON.stringify(asked)));
  const found = interpretCreate(answer);
  if (found.outcome !== "accepted") return found;
  if (isSame(asked, await client.getRequest(found.reference))) return found;
  return {
    outcome: "unknown",
    why: "Another request stands under our number",
    error: toError("other_document"),
  };
}

function isSame(asked: Asked, found: RequestAnswer): boolean {
  const keysOf = (users: readonly Pick<UserAnswer, "userKey">[]) =>
    users
      .map(({ userKey = "" }) => userKey.trim())
      .sort()
      .join();
  return (
    found.title === asked.title &&
    found.tableId === asked.tableId &&
    (found.documentIdAsString ?? String(found.documentId)) === asked.documentIdAsString &&
    (found.documentType ?? "") === (asked.documentType ?? "") &&
    keysOf(found.signRequestUsers ?? []) === keysOf(asked.signRequestUsers)
  );
}
