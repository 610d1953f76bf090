import type { ServerResponse } from "node:http";
import type { CallOperation, LedgerFetch, LedgerRequest } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { Faults } from "@/lib/provider-kit/sandbox-faults";
import { answerWithFault } from "@/lib/provider-kit/sandbox-faults";
import type { SandboxAnswer, SandboxRequest } from "@/lib/provider-kit/sandbox-http";
import { send, toJson } from "@/lib/provider-kit/sandbox-http";
import { noteAnswer, toLedgerEntry } from "@/lib/provider-kit/sandbox-ledger";
import type { Answering } from "./sandbox-answers";
import { toContractAnswer, toInitiateAnswer } from "./sandbox-answers";
import type { Desk } from "./sandbox-desk";
import {
  internalError,
  invalid,
  noRoute,
  notEnabled,
  toErrorAnswer,
  tooMany,
  toPlannedError,
  unauthorized,
} from "./sandbox-refusals";
import { toDraft } from "./sandbox-requests";
import type { Call } from "./sandbox-rules";
import { readSource } from "./sandbox-source";
import { validate } from "./sandbox-validate";

type Parts = {
  readonly answering: Answering;
  readonly faults: Faults;
  /** The access token, as it stands in the header. */
  readonly token: string;
  readonly desk: Desk;
};

export const apiPath = "/api/v3/contract/";

const calls: Readonly<Record<string, { readonly call: Call; readonly operation: CallOperation }>> =
  {
    initiate: { call: "initiate", operation: "create" },
    pullData: { call: "pullData", operation: "read" },
    delete: { call: "delete", operation: "update" },
    deleteSigner: { call: "deleteSigner", operation: "update" },
    // Printed in lower case, as everything is in that place.
    deletesigner: { call: "deleteSigner", operation: "update" },
  };

/** Answers the documented calls. @param requests grows by every call */
export function createApi(parts: Parts, requests: LedgerRequest[]) {
  const { faults, token, answering } = parts;
  const { switches } = answering;
  return async (request: SandboxRequest, response: ServerResponse): Promise<void> => {
    const name = request.url.pathname.slice(apiPath.length);
    const found = Object.hasOwn(calls, name) ? calls[name] : undefined;
    const entry = toLedgerEntry(found?.operation ?? "other", request);
    requests.push(entry);
    const note = (each: SandboxAnswer) => noteAnswer(entry, each);
    const answer = (each: SandboxAnswer) => {
      note(each);
      send(response, each);
    };
    const isRemoved = found?.operation === "update" && switches.deletion !== "enabled";
    if (!found || request.method !== "POST") return answer(noRoute);
    if (isRemoved && switches.deletion === "not_found") return answer(noRoute);
    if (request.headers.authorization !== token) return answer(unauthorized);
    if (isRemoved || !switches.isProductEnabled) return answer(notEnabled);
    if (switches.isDown) return answer(internalError(switches));
    entry.fault = faults.next(found.operation);
    const commit = await prepare(parts, found.call, request, entry);
    const businessError = (code = "400") => toPlannedError(code, switches);
    const words = { ...switches, unauthorized, businessError, tooMany };
    await answerWithFault(entry.fault, response, commit, words, note);
  };
}

/** Reads what was sent. @returns what does it, which can neither wait nor fail */
async function prepare(
  parts: Parts,
  call: Call,
  request: SandboxRequest,
  entry: LedgerRequest,
): Promise<() => SandboxAnswer> {
  const { switches } = parts.answering;
  const orRefuse = (work: () => SandboxAnswer) => () => {
    try {
      return work();
    } catch (error) {
      if (error instanceof SandboxRefusal)
        return toErrorAnswer(error.status, error.message, switches);
      throw error;
    }
  };
  try {
    return orRefuse(await read(parts, call, request, entry));
  } catch (error) {
    return orRefuse(() => {
      throw error;
    });
  }
}

async function read(
  { answering, desk }: Parts,
  call: Call,
  request: SandboxRequest,
  entry: LedgerRequest,
): Promise<() => SandboxAnswer> {
  const { switches } = answering;
  const body = validate(call, parse(request), switches);
  const contractId = String(body.contractId);
  switch (call) {
    case "initiate": {
      const fetches: Omit<LedgerFetch, "documentId">[] = [];
      const note = (fetch: Omit<LedgerFetch, "documentId">) => fetches.push(fetch);
      const source = await readSource(String(body.pdf), switches, note);
      validate(call, body, switches, source.pageCount);
      const reference = request.headers["x-uniquereferenceid"];
      return () => {
        const contract = desk.create(
          toDraft(body, switches),
          source,
          reference === undefined ? null : String(reference),
        );
        desk.noteFetches(contract, fetches);
        entry.committed = contract.id;
        return toJson(200, toInitiateAnswer(contract, answering));
      };
    }
    case "pullData":
      return () => toJson(200, toContractAnswer(desk.open(contractId), answering));
    case "delete":
      return () => {
        desk.delete(contractId);
        return toJson(200, { contractId, isSuccess: true });
      };
    case "deleteSigner":
      return () => {
        const signerId = String(body.signerId);
        desk.deleteSigner(contractId, signerId);
        return toJson(200, { contractId, signerId, message: "Signer deleted successfully" });
      };
  }
}

/** What is not called JSON is not read, so that everything is missing. */
function parse({ headers, body }: SandboxRequest): unknown {
  if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw invalid("value must be of type object");
  }
}
