import type { CheckResult, ProviderSession, SigningProvider } from "@/lib/provider-kit/contract";
import { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/http";
import { boxPositions } from "@/lib/vocabulary/capabilities";
import { calibrate } from "./calibration";
import { receiveSignzyCallback } from "./callback";
import type { SignzyClient } from "./client";
import { createClient, initiatePath, requireReference, wireHeaders, withSlash } from "./client";
import { interpretInitiate, toError } from "./errors";
import { methods, toSnapshot } from "./mapping";
import { drawMarks, writtenPages } from "./mapping-marks";
import { findOptionProblems } from "./mapping-problems";
import { findLaunch, toBoxScale, toInitiate } from "./mapping-requests";
import { signzyOptions } from "./options";
import type { SignzySettings } from "./settings";
import { signzySettings } from "./settings";

const nobodysContract = "00000000-0000-0000-0000-000000000000";

/** Asks for a contract that nobody has: it changes nothing and costs nothing. */
async function check(client: SignzyClient): Promise<CheckResult> {
  try {
    await client.pullData({ contractId: nobodysContract });
  } catch (error) {
    if (error instanceof TransportError) return { isReachable: false, error };
    if (!(error instanceof ProviderError)) throw error;
    if (error.code !== "unknown_document") return { isReachable: false, error };
  }
  return { isReachable: true };
}

const openSession = (settings: SignzySettings, client: SignzyClient): ProviderSession => ({
  authorize: async () => client.proof,
  forgetAuthorization: async () => {},
  read: async (reference, request) => {
    const known = requireReference(reference);
    const found = await client.pullData(known);
    const snapshot = toSnapshot(found, request, known);
    const isWanted = request.wantsFile && snapshot.status === "completing";
    if (!isWanted || !found.finalSignedContract) return snapshot;
    const url = URL.parse(found.finalSignedContract);
    if (!url) throw toError("unexpected");
    return { ...snapshot, signedFile: await client.download(url) };
  },
  check: () => check(client),
  cancel: async (reference) => {
    if (settings.hasDelete) await client.deleteContract(requireReference(reference));
  },
  launch: (reference, _back, person) => findLaunch(requireReference(reference), person),
});

export const signzy: SigningProvider = {
  id: "signzy",
  displayName: "Signzy",
  capabilities: {
    hosted: "there",
    document: ["bytes", "link"],
    largestFile: 5_000_000,
    boxes: {
      count: "many",
      required: true,
      presets: [],
      isCustomAllowed: true,
      positions: {
        names: [...boxPositions],
        width: 130,
        height: 70,
        margin: 36,
      },
      minimum: { width: 130, height: 70 },
      isMinimumAdvised: true,
      unit: "point",
      origin: "lower_left",
      areRotatedPagesAllowed: false,
      areOffsetPagesAllowed: false,
    },
    pages: "per_box",
    roles: ["signer"],
    order: { kinds: ["sequential", "parallel"], by: "none", enforcedBy: "portal" },
    identity: [
      { part: "name", scheme: "text", isRequired: true },
      {
        part: "signature_type",
        scheme: "text",
        isRequired: true,
        choices: ["otp", "fingerprint", "face"],
      },
      {
        part: "id_last_four",
        scheme: "aadhaar_last_four",
        called: "aadhaar_last_four",
        isRequired: false,
      },
      {
        part: "birth_year",
        scheme: "birth_year",
        isRequired: false,
        requiredBy: { option: "matchesYearOfBirth", choices: [true] },
      },
      {
        part: "gender",
        scheme: "text",
        isRequired: false,
        requiredBy: { option: "matchesGender", choices: [true] },
        choices: ["male", "female", "transgender"],
      },
      { part: "phone", scheme: "indian_mobile", isRequired: false },
    ],
    identifications: ["link"],
    notifies: "portal",
    launch: true,
    cancel: "told",
    expiry: "both",
    isCreateIdempotent: false,
    callbacks: { scope: "per_signer", address: "per_attempt" },
    signedFile: "link_that_dies",
    keepsFileFor: 48,
    reads: { seen: false, filled: false, declined: true },
    templates: false,
    costOfCreate: "money",
    methods: [...methods],
  },
  settings: signzySettings,
  options: signzyOptions,
  proof: "{token}",
  capabilitiesWith: (settings) => {
    const { largestFile, hasDelete } = signzySettings.parse(settings);
    return {
      largestFile: Math.round(largestFile * 1_000_000),
      // Without the call that deletes, nobody tells it anything.
      cancel: hasDelete ? "told" : "portal",
    };
  },
  baseUrl: (settings) => new URL(withSlash(signzySettings.parse(settings).baseUrl)),
  prepare: (request, settings) => ({
    kind: "http",
    method: "POST",
    path: initiatePath,
    headers: wireHeaders,
    body: toInitiate(request, signzySettings.parse(settings)),
  }),
  interpret: (answer, call) =>
    answer.kind === "http"
      ? interpretInitiate(answer, call)
      : { outcome: "unknown", why: "A call that left has no answer from here" },
  toReference: (externalId) => ({ contractId: externalId.trim() }),
  open: (settings, tools) => {
    const known = signzySettings.parse(settings);
    return openSession(known, createClient(known, tools));
  },
  calibrate: (settings) => calibrate(signzySettings.parse(settings)),
  checkOptions: findOptionProblems,
  drawMarks,
  writtenPages,
  boxScale: (settings) => toBoxScale(signzySettings.parse(settings)),
  receiveCallback: receiveSignzyCallback,
};
