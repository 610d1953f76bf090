import type { SandboxValues } from "@/lib/provider-kit/sandbox";
import { setSwitches, toSwitches } from "@/lib/provider-kit/sandbox-switches";

/** How the sandbox reads what the provider's document leaves open; the first choice is the default. */
const choices = {
  /** Which value of the query delivers the file: the name says one thing, its comment another. */
  onlyDetail: ["false-gives-file", "true-gives-file", "always"],
  /** What stands in place of a file that is not delivered. */
  absentFile: ["null", "missing", "empty"],
  originBox: ["media", "crop"],
  /** What a digital signature is in the file, of which nothing is said. */
  signatureForm: ["cades", "pkcs7"],
  /** What comes back of the file that was sent: of that nothing is said either. */
  returnedFile: [
    "continued",
    "rewritten",
    "unsigned",
    "broken_signature",
    "changed_page",
    "missing_page",
    "other_document",
    "broken",
    "no_pdf",
  ],
  callbackState: ["word", "number"],
  /** Of Get Document, which prints numbers; the callback has words. */
  states: ["number", "word"],
  /** `_REQUIRED_PHONE` has no example. */
  phoneForm: ["local", "international"],
  /** How a number that no document has is refused: without a word, or with code 1. */
  unknownDocument: ["not_found", "coded"],
  times: ["with_zone", "without_zone"],
  unsetTimes: ["null", "missing", "year_one"],
} as const;

const plain = {
  tokenLifetimeSeconds: 3_600,
  /** Appendix 1 says 500. */
  codedStatus: 500,
  /** Pixels of a box per PDF point. */
  unitsPerPoint: 1,
  startPageBase: 0,
  isWidthHeightSwapped: false,
  /** The documented code 2 for every document call. */
  isDown: false,
  slowMilliseconds: 300,
  retryAfterSeconds: 1,
  /** From the last signature to the file. */
  fileDelayMilliseconds: 0,
  /** So many reads of a signed document come too early for its file. */
  readsBeforeFile: 0,
  callbackCount: 1,
  isCallbackBeforeFile: false,
  isCallbackOnlyWhenSigned: false,
  /** The undocumented number of a document that waits for people. */
  runningState: 2,
};

export type Switches = ReturnType<typeof createSwitches>;
export const createSwitches = () => toSwitches(choices, plain);

/** @throws SandboxRefusal */
export const changeSwitches = (switches: Switches, changes: SandboxValues): void =>
  setSwitches(switches, changes, choices, plain);
