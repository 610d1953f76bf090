import type { SandboxValues } from "@/lib/provider-kit/sandbox";
import { setSwitches, toSwitches } from "@/lib/provider-kit/sandbox-switches";

/** How the sandbox reads what the provider's document leaves open; the first choice is the default. */
const choices = {
  /** The key of the signer callback's header: the document spells it in three ways. */
  signerCallbackKey: [
    "either",
    "signerCallbackUrlAuthorizationHeader",
    "signerCallbackAuthorizationHeader",
  ],
  /** `""` for an optional key: the printed samples have it, the live server refuses it. */
  emptyText: ["refused", "absent"],
  /** `height` and `width` of CUSTOMIZE: the table asks for them, the printed sample has none. */
  customSize: ["required", "optional"],
  /** The sister API wants 130 by 70 at least. */
  smallestBox: ["none", "enforced"],
  /** `allowSignerYOBMatch` and its like without `nameMatchThreshold`. */
  flagsWithoutThreshold: ["refused", "ignored"],
  /** A `{{variable}}` of the message that is not on the list. */
  unknownVariable: ["refused", "left_alone"],
  /** The printed 400 is flat, the printed 500 stands under `error`. */
  errorEnvelope: ["as_printed", "flat", "under_error"],
  /** Documented as text, printed as a number. */
  statusCode: ["number", "text"],
  /** Keys of an initiate's answer that the document does not have and live ones do. */
  liveExtras: ["none", "given"],
  /** Milliseconds by the document; live, 600 000 was echoed and meant a week; somebody sends seconds. */
  contractTtl: ["honoured", "ignored", "seconds"],
  /** Whether the account may delete contracts and signers. */
  deletion: ["enabled", "forbidden", "not_found"],
  /** A deleted contract in pullData. */
  deletedContract: ["gone", "shown"],
  /** When an event on the page is called back. */
  callback: ["before_redirect", "after_redirect", "never"],
  /** Of the last signature's two callbacks. */
  callbackOrder: ["signer_first", "contract_first"],
  /** Neither body is in the document: that of the older API; the number alone; one level down. */
  callbackShape: ["flat", "only_id", "nested"],
  /** What stands in the header: `stale` is the value of another contract. */
  callbackAuthorization: ["given", "none", "wrong", "stale"],
  /** Of `xCoordinate` and `yCoordinate`, of which neither unit nor origin is said. */
  coordinateOrigin: ["bottom_left", "top_left"],
  originBox: ["media", "crop"],
  /** What a digital signature is in the file. */
  signatureForm: ["cades", "pkcs7"],
  /** `DD/MM/YYYY, HH:mm:ss` in India's time, as somebody reads it, or ISO 8601. */
  times: ["indian", "iso"],
  /** `nameMatchResult` is text; the document has an object `matchScoreResult`. */
  nameMatch: ["text", "object"],
  completedWord: ["COMPLETED", "SUCCESS"],
  estamp: ["done", "pending", "failed"],
  /** What stands behind the link to a signed file. */
  fileLink: ["good", "redirect", "redirect_private", "slow", "expired", "html", "huge", "cut"],
  hashes: ["right", "wrong", "missing"],
  /** A completed contract without its file. */
  finalFile: ["given", "missing"],
} as const;

const plain = {
  /** Of a coordinate or size, per PDF point. */
  unitsPerPoint: 1,
  /** What `fileTtl` says, and when files vanish. */
  fileTtl: "2 days",
  fileTtlSeconds: 172_800,
  linkLifetimeSeconds: 300,
  /** An older page of the provider says "< 5 MB". */
  largestFileBytes: 5 * 1_024 * 1_024,
  hugeBytes: 200_000_000,
  /** Without it everything is "You cannot consume this service". */
  isProductEnabled: true,
  /** 500 for every call. */
  isDown: false,
  callbackCount: 1,
  slowMilliseconds: 300,
  retryAfterSeconds: 1,
};

export type Switches = ReturnType<typeof createSwitches>;
export const createSwitches = () => toSwitches(choices, plain);

/** @throws SandboxRefusal */
export const changeSwitches = (switches: Switches, changes: SandboxValues): void =>
  setSwitches(switches, changes, choices, plain);
