import type { CheckResult, ProviderSession, SigningProvider } from "@/lib/provider-kit/contract";
import { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/http";
import { receiveWebimzoCallback } from "./callback";
import type { WebimzoClient } from "./client";
import {
  createClient,
  createPath,
  findAgain,
  requireReference,
  wireHeaders,
  withSlash,
} from "./client";
import { interpretCreate, toError, unknownRequestsCode } from "./errors";
import { methods, toSnapshot } from "./mapping";
import { toCallbackLog } from "./mapping-logs";
import { toCreate, toSignedData } from "./mapping-requests";
import { choicesWithCode, webimzoOptions } from "./options";
import type { WebimzoSettings } from "./settings";
import { webimzoSettings } from "./settings";

const nobodysRequest = "00000000-0000-0000-0000-000000000000";

/**
 * Asks for the callbacks of a request that nobody has: it changes nothing, and whatever is refused
 * but that request is the key's fault.
 */
async function check(client: WebimzoClient): Promise<CheckResult> {
  try {
    await client.getCallbackLogs([nobodysRequest], true);
  } catch (error) {
    if (error instanceof TransportError) return { isReachable: false, error };
    if (!(error instanceof ProviderError)) throw error;
    if (error.words.code === unknownRequestsCode) return { isReachable: true };
    const isOfKey = error.code === "invalid_request" && error.words.code !== undefined;
    return {
      isReachable: false,
      error: isOfKey ? toError("rejected_credentials", error.words) : error,
    };
  }
  return { isReachable: true };
}

function openSession(settings: WebimzoSettings, client: WebimzoClient): ProviderSession {
  return {
    authorize: async () => client.proof,
    forgetAuthorization: async () => {},
    read: async (reference, request) =>
      toSnapshot(await client.getRequest(reference), request, settings),
    check: () => check(client),
    findAgain: (call, body) => findAgain(client, call, body),
    cancel: async (reference) => client.updateState(await client.getRequest(reference)),
    launch: (reference, back) => {
      const url = new URL(settings.signPageUrl);
      for (const [name, value] of Object.entries(requireReference(reference)))
        url.searchParams.set(name, value);
      url.searchParams.set("redirect", back.href);
      return url;
    },
    callbackLogs: async (references, wanted) => {
      const known = references.map(requireReference);
      if (known.length === 0) return [];
      const ids = known.map(({ requestId }) => requestId);
      const logs = await client.getCallbackLogs(ids, wanted === "failed");
      return logs.map((log) => toCallbackLog(log, known));
    },
  };
}

export const webimzo: SigningProvider = {
  id: "webimzo",
  displayName: "WebImzo",
  capabilities: {
    hosted: "there",
    document: ["link"],
    largestFile: 20_000_000,
    boxes: {
      count: "none",
      required: false,
      presets: [],
      isCustomAllowed: false,
      minimum: { width: 0, height: 0 },
      unit: "point",
      origin: "lower_left",
      areRotatedPagesAllowed: true,
      areOffsetPagesAllowed: true,
    },
    pages: "all",
    roles: ["signer", "approver"],
    order: { kinds: ["sequential", "parallel"], by: "priority", enforcedBy: "provider" },
    identity: [
      { part: "name", scheme: "text", isRequired: true },
      {
        part: "national_id",
        scheme: "pinfl_or_inn",
        called: "pinfl_or_inn",
        isRequired: true,
        isUnique: true,
      },
      {
        part: "phone",
        scheme: "uzbek_phone",
        isRequired: false,
        requiredBy: { option: "methods", choices: choicesWithCode },
      },
      { part: "priority", scheme: "whole_number", isRequired: false, isRare: true },
      {
        part: "superior_id",
        scheme: "pinfl_or_inn",
        called: "superior_pinfl_or_inn",
        isRequired: false,
        isRare: true,
      },
      { part: "number", scheme: "whole_number", isRequired: false, isRare: true },
      { part: "status_number", scheme: "whole_number", isRequired: false, isRare: true },
      { part: "ip_address", scheme: "text", isRequired: false, isRare: true },
      { part: "user_agent", scheme: "text", isRequired: false, isRare: true },
    ],
    identifications: ["link"],
    notifies: "told_in_answer",
    launch: true,
    cancel: "told",
    expiry: "portal",
    isCreateIdempotent: true,
    callbacks: { scope: "per_signer", address: "per_connection" },
    signedFile: "composed_here",
    reads: { seen: false, filled: false, declined: true },
    templates: false,
    costOfCreate: "messages",
    methods: [...methods],
  },
  settings: webimzoSettings,
  options: webimzoOptions,
  proof: "Basic {token}",
  baseUrl: (settings) => new URL(withSlash(webimzoSettings.parse(settings).baseUrl)),
  prepare: (request, settings) => ({
    kind: "http",
    method: "POST",
    path: createPath,
    headers: wireHeaders,
    body: toCreate(request, webimzoSettings.parse(settings)),
  }),
  dataToSign: (request, settings) => toSignedData(request, webimzoSettings.parse(settings)),
  interpret: (answer) =>
    answer.kind === "http"
      ? interpretCreate(answer)
      : { outcome: "unknown", why: "A call that left has no answer from here" },
  toReference: (externalId) => ({ requestId: externalId.trim().toLowerCase() }),
  toExternalId: (typed) => typed.trim().toLowerCase(),
  open: (settings, tools) => {
    const known = webimzoSettings.parse(settings);
    return openSession(known, createClient(known, tools));
  },
  receiveCallback: receiveWebimzoCallback,
};
