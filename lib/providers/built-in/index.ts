import type { SigningProvider } from "@/lib/provider-kit/contract";
import { toSigningPlan } from "./mapping";
import { builtInOptions } from "./options";
import { builtInSettings } from "./settings";

/**
 * People sign on Muhr's own page with certificates that this installation issues. Nothing leaves
 * the portal, so creating an envelope cannot fail half-way and nothing is ever read back.
 */
export const builtIn: SigningProvider = {
  id: "built-in",
  displayName: "Muhr",
  capabilities: {
    hosted: "here",
    document: ["bytes"],
    largestFile: 25_000_000,
    boxes: {
      count: "many",
      required: true,
      presets: [],
      isCustomAllowed: true,
      minimum: { width: 36, height: 16 },
      unit: "point",
      origin: "lower_left",
      areRotatedPagesAllowed: true,
      areOffsetPagesAllowed: true,
    },
    pages: "per_box",
    roles: ["signer", "approver", "viewer"],
    order: { kinds: ["sequential", "parallel"], by: "position", enforcedBy: "portal" },
    identity: [
      { part: "name", scheme: "text", isRequired: true },
      { part: "email", scheme: "email", isRequired: false },
      { part: "phone", scheme: "phone", isRequired: false },
    ],
    identifications: ["link", "email_code", "sender_code"],
    notifies: "portal",
    launch: false,
    cancel: "portal",
    expiry: "portal",
    isCreateIdempotent: true,
    callbacks: { scope: "none", address: "none" },
    signedFile: "composed_here",
    reads: { seen: true, filled: false, declined: true },
    templates: false,
    costOfCreate: "nothing",
    methods: [],
  },
  settings: builtInSettings,
  options: builtInOptions,
  baseUrl: () => null,
  prepare: (request) => ({ kind: "here", body: toSigningPlan(request) }),
  interpret: (answer) =>
    answer.kind === "here"
      ? { outcome: "accepted", reference: {}, externalId: null }
      : { outcome: "unknown", why: "An answer from outside to a call that never leaves" },
  toReference: () => ({}),
  open: () => ({
    authorize: async () => ({}),
    forgetAuthorization: async () => {},
    check: async () => ({ isReachable: true }),
    read: async () => {
      throw new Error("The built-in signer is never read back: its state is the portal's own");
    },
  }),
};
