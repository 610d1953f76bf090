import type { SandboxValues } from "@/lib/provider-kit/sandbox";
import { setSwitches, toSwitches } from "@/lib/provider-kit/sandbox-switches";

/** How the sandbox reads what the provider's document leaves open; the first choice is the default. */
const choices = {
  /** When a signature on the page is called back. */
  callback: ["before_redirect", "after_redirect", "never"],
  /** Two integrators model two bodies: three keys; or the request with its one user as an object. */
  callbackShape: ["flat", "object"],
  /** `userKey` of a callback after a signature by SMS. */
  smsUserKey: ["phone", "phone_international", "key"],
  times: ["utc", "offset", "without_zone_utc", "without_zone_tashkent"],
  /** The document says `Accept: text/plain`. */
  answerType: ["application/json", "text/plain"],
  /** Of a value that there is not, where the document does not say that it may be null. */
  absent: ["null", "missing"],
  /** What a 401 or a 503 says; the document knows only the answer to a bad request. */
  refusalBody: ["empty", "problem_details"],
  /** Create again with the same data and without force. */
  repeatedCreate: ["returns_first", "makes_second"],
  /** What becomes of a request when another is forced in its place. */
  replacedRequest: ["stays", "ends"],
  /** What UpdateState does to the document's open requests. */
  updateState: ["nothing", "ends_requests"],
  /** UpdateState of a document that there is not. */
  unknownState: ["coded", "false"],
  /** Get of a request that there is not, or with another key. */
  unknownRequest: ["coded", "not_found", "null_result"],
  /** What `isAllowMultiple: false` forbids: nothing that a sandbox could tell, or several signers. */
  allowMultiple: ["ignored", "of_people"],
  /** The example has nine digits. */
  phoneForm: ["national", "with_country"],
  /** Lower priorities first, equal ones at once. */
  order: ["enforced", "ignored"],
  /** Whether the counts of Get keep up with its list of users. */
  counts: ["right", "late"],
  /** `signCheckUrl` of Get: not in the document, but in an integrator's model. */
  checkLink: ["given", "none"],
  /** What is appended to `redirect`. */
  redirectParameters: ["none", "request"],
} as const;

const plain = {
  /** The provider's panel keeps the address and credentials of callbacks: Create has no room for them. */
  callbackUrl: "",
  callbackUsername: "",
  callbackPassword: "",
  callbackCount: 1,
  /** Tries after the first one, each after twice the pause. */
  callbackRetries: 3,
  retryMilliseconds: 1_000,
  /** Whether the provider itself texts people their link. */
  isSmsInformed: false,
  /** 503 for every call. */
  isDown: false,
  slowMilliseconds: 300,
  retryAfterSeconds: 1,
};

export type Switches = ReturnType<typeof createSwitches>;
export const createSwitches = () => toSwitches(choices, plain);

/** @throws SandboxRefusal */
export const changeSwitches = (switches: Switches, changes: SandboxValues): void =>
  setSwitches(switches, changes, choices, plain);
