import type {
  ProviderTools,
  ReadRequest,
  SigningProvider,
  Snapshot,
  Values,
} from "@/lib/provider-kit/contract";
import { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/http";
import { calibrate } from "./calibration";
import { receiveEmzanoCallback } from "./callback";
import type { EmzanoClient, FileAsk } from "./client";
import {
  createClient,
  executeFilePath,
  executeTemplatePath,
  toExternalId,
  toReference,
  withSlash,
} from "./client";
import { interpretCreate } from "./errors";
import { toSnapshot } from "./mapping";
import { toBoxScale, toExecuteFile, toExecuteTemplate } from "./mapping-requests";
import { emzanoOptions } from "./options";
import { emzanoSettings } from "./settings";
import { parseTemplateSample } from "./template";

const opposite = (ask: FileAsk): FileAsk => (ask === "true" ? "false" : "true");

/**
 * The file is asked for in the way that worked before, else as the settings say, and when it does
 * not come although all have signed, in the other way. Where only the state is asked for, the file,
 * which may be large, is left out once it is known how.
 */
async function readDocument(
  client: EmzanoClient,
  reference: Values,
  request: ReadRequest,
): Promise<Snapshot> {
  const look = async (ask: FileAsk): Promise<Snapshot> => {
    const snapshot = toSnapshot(await client.getDocument(reference, ask), request);
    if (snapshot.signedFile) await client.rememberAsk(ask);
    return snapshot;
  };
  const { known, first } = await client.recallAsk();
  if (!request.wantsFile) {
    const snapshot = await look(known ? opposite(known) : "false");
    return known && snapshot.recipients.length === 0 ? look(known) : snapshot;
  }
  const snapshot = await look(first);
  const isMissing = snapshot.status === "completing" && !snapshot.signedFile;
  if (!isMissing) return snapshot;
  const { signedFile } = await look(opposite(first));
  return { ...snapshot, signedFile };
}

export const emzano: SigningProvider = {
  id: "emzano",
  displayName: "Emzano",
  capabilities: {
    hosted: "there",
    document: ["bytes", "template"],
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
      { part: "phone", scheme: "iran_mobile", isRequired: true, isUnique: true },
      { part: "national_id", scheme: "national_code", isRequired: true, isUnique: true },
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
    templates: true,
    costOfCreate: "money",
    methods: [],
  },
  settings: emzanoSettings,
  options: emzanoOptions,
  proof: "Bearer {token}",
  baseUrl: (settings) => new URL(withSlash(emzanoSettings.parse(settings).baseUrl)),
  prepare: (request, settings) => ({
    kind: "http",
    method: "POST",
    path: request.template ? executeTemplatePath : executeFilePath,
    headers: { accept: "application/json" },
    body: (request.template ? toExecuteTemplate : toExecuteFile)(
      request,
      emzanoSettings.parse(settings),
    ),
  }),
  interpret: (answer) =>
    answer.kind === "http"
      ? interpretCreate(answer)
      : { outcome: "unknown", why: "A call that left has no answer from here" },
  toReference,
  toExternalId,
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
  parseTemplateSample,
  calibrate: (settings) => calibrate(emzanoSettings.parse(settings)),
  boxScale: (settings) => toBoxScale(emzanoSettings.parse(settings)),
  receiveCallback: receiveEmzanoCallback,
};
