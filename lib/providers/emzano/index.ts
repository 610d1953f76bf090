import type {
  ProviderTools,
  ReadRequest,
  SigningProvider,
  Snapshot,
  Values,
} from "@/lib/provider-kit/contract";
import { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/http";
import { receiveEmzanoCallback } from "./callback";
import type { EmzanoClient } from "./client";
import { createClient, executeFilePath, toReference, withSlash } from "./client";
import { interpretCreate } from "./errors";
import { toExecuteFile, toSnapshot } from "./mapping";
import { emzanoOptions } from "./options";
import { emzanoSettings } from "./settings";

const idOf = (reference: Values): string => String(reference.id ?? "");

/** Asks for the file in one way, and when it does not come although all have signed, in the other. */
async function readDocument(
  client: EmzanoClient,
  reference: Values,
  request: ReadRequest,
): Promise<Snapshot> {
  const [first, other] = await client.fileAsks();
  const ask = first ?? "false";
  const snapshot = toSnapshot(await client.getDocument(idOf(reference), ask), request);
  if (snapshot.signedFile) await client.rememberAsk(ask);
  const isMissing = request.wantsFile && snapshot.status === "completing" && !snapshot.signedFile;
  if (!isMissing || !other) return snapshot;
  const again = toSnapshot(await client.getDocument(idOf(reference), other), request);
  if (again.signedFile) await client.rememberAsk(other);
  return { ...snapshot, signedFile: again.signedFile };
}

export const emzano: SigningProvider = {
  id: "emzano",
  displayName: "Emzano",
  capabilities: {
    hosted: "there",
    document: ["bytes"],
    largestFile: 20_000_000,
    boxes: {
      count: "one_per_signer",
      required: true,
      presets: [],
      isCustomAllowed: true,
      minimum: { width: 48, height: 24 },
      unit: "pixel",
      origin: "lower_left",
      areRotatedPagesAllowed: false,
      areOffsetPagesAllowed: false,
    },
    pages: "one_for_all_with_repeat",
    roles: ["signer", "approver", "viewer"],
    order: { kinds: ["sequential"], by: "position", enforcedBy: "provider" },
    identity: [
      { part: "name", scheme: "text", isRequired: true },
      { part: "phone", scheme: "iran_mobile", isRequired: true },
      { part: "national_id", scheme: "national_code", isRequired: true },
      { part: "title", scheme: "text", isRequired: false },
    ],
    identifications: ["link"],
    notifies: "provider",
    launch: false,
    cancel: "none",
    expiry: "provider",
    isCreateIdempotent: false,
    callbacks: { scope: "final", address: "per_attempt" },
    signedFile: "in_answer",
    reads: { seen: true, filled: true, declined: true },
    templates: false,
    costOfCreate: "money",
    methods: [],
  },
  settings: emzanoSettings,
  options: emzanoOptions,
  baseUrl: (settings) => new URL(withSlash(emzanoSettings.parse(settings).baseUrl)),
  prepare: (request, settings) => ({
    kind: "http",
    method: "POST",
    path: executeFilePath,
    headers: { accept: "application/json" },
    body: toExecuteFile(request, emzanoSettings.parse(settings)),
  }),
  interpret: (answer) =>
    answer.kind === "http"
      ? interpretCreate(answer)
      : { outcome: "unknown", why: "A call that left has no answer from here" },
  toReference,
  open: (settings, tools: ProviderTools) => {
    const client = createClient(emzanoSettings.parse(settings), tools);
    return {
      authorize: client.authorize,
      forgetAuthorization: client.forgetAuthorization,
      read: (reference, request) => readDocument(client, reference, request),
      check: async () => {
        try {
          await client.byPassword();
          return { isReachable: true };
        } catch (error) {
          if (error instanceof ProviderError || error instanceof TransportError)
            return { isReachable: false, error };
          throw error;
        }
      },
    };
  },
  receiveCallback: receiveEmzanoCallback,
};
