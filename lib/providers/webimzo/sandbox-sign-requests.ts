import { randomUUID } from "node:crypto";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import { toSha256 } from "@/lib/provider-kit/sandbox-ledger";
import type { MethodId } from "./sandbox-constants";
import { isMethodId, methodNames, smsMethod } from "./sandbox-constants";
import type { RequestDraft, UserDraft } from "./sandbox-requests";
import type { Switches } from "./sandbox-switches";

export type Signature = {
  readonly at: Date;
  readonly method: MethodId;
  /** Null where the sender named no answers. */
  readonly action: number | null;
  readonly details: string;
};
export type Signer = UserDraft & { readonly id: string; signature: Signature | null };

/** What became of one callback, over all its tries. */
export type CallbackLog = {
  readonly callbackUrl: string;
  readonly requestBody: string;
  tries: number;
  errorCode: string | null;
  errorMessage: string | null;
  /** Failures since the last success. */
  errorCount: number;
  errorAt: Date | null;
  comment: string | null;
  /** 0 when nobody answered. */
  responseStatusCode: number;
  responseDetails: string;
  successAt: Date | null;
};

export type SignRequest = Omit<RequestDraft, "users"> & {
  readonly id: string;
  readonly secretKey: string;
  readonly created: Date;
  readonly users: readonly Signer[];
  readonly smsInformed: boolean;
  readonly logs: CallbackLog[];
  /** Nobody can sign it any more. */
  isEnded: boolean;
  /** Of what stood behind the printable link when it was last fetched whole. */
  printableSha256: string | null;
};

export const createSignRequest = (
  { users, ...draft }: RequestDraft,
  { isSmsInformed }: Switches,
): SignRequest => ({
  ...draft,
  id: randomUUID(),
  secretKey: randomUUID(),
  created: new Date(),
  users: users.map((user) => ({ ...user, id: randomUUID(), signature: null })),
  smsInformed: isSmsInformed && users.some(({ userPhoneNumber }) => userPhoneNumber !== null),
  logs: [],
  isEnded: false,
  printableSha256: null,
});

export const haveAllSigned = ({ users }: SignRequest): boolean =>
  users.every(({ signature }) => signature !== null);

/** Whether everybody with a lower priority has signed; one without a priority waits for nobody. */
export const isTurnOf = (signer: Signer, { users }: SignRequest, { order }: Switches): boolean =>
  order === "ignored" ||
  users.every(
    ({ signPriority, signature }) =>
      signature !== null ||
      signPriority === null ||
      signer.signPriority === null ||
      signPriority >= signer.signPriority,
  );

/** Why somebody cannot sign; the page has words for each. */
export const obstacles = {
  ended: "the request does not hold any more",
  unknown_method: "this method is not allowed",
  unknown_person: "nobody of the request has this key or number",
  wrong_code: "the code is wrong",
  already_signed: "this person has signed",
  not_your_turn: "somebody with a lower priority has not signed yet",
  choose_action: "none of the answers that the sender named",
} as const;
export type Obstacle = keyof typeof obstacles;
export const obstructed = (obstacle: Obstacle) =>
  new SandboxRefusal(obstacles[obstacle], 400, obstacle);

export const lastNine = (phone: string): string => phone.replace(/\D/g, "").slice(-9);

/**
 * The person whom a certificate or a telephone shows.
 * @param proof PINFL or INN of the certificate; the number of the telephone for an SMS
 * @throws SandboxRefusal
 */
export function identify({ users }: SignRequest, method: MethodId, proof: string): Signer {
  const isHers = ({ userKey, userPhoneNumber }: Signer) =>
    method === smsMethod
      ? userPhoneNumber !== null && lastNine(userPhoneNumber) === lastNine(proof)
      : userKey === proof.trim();
  const found = users.filter(isHers);
  const signer = found.find(({ signature }) => signature === null) ?? found[0];
  if (!signer) throw obstructed("unknown_person");
  return signer;
}

export type Deed = { readonly method: MethodId; readonly action: number | null };

/** @throws SandboxRefusal */
export function signRequest(
  request: SignRequest,
  signer: Signer,
  { method, action }: Deed,
  switches: Switches,
): void {
  if (request.isEnded) throw obstructed("ended");
  if (!isMethodId(method) || !request.methods.includes(method)) throw obstructed("unknown_method");
  if (signer.signature) throw obstructed("already_signed");
  if (!isTurnOf(signer, request, switches)) throw obstructed("not_your_turn");
  const isNamed = request.actions.some(({ actionTypeId }) => actionTypeId === action);
  if (request.actions.length > 0 && !isNamed) throw obstructed("choose_action");
  const at = new Date();
  const details = toDetails(request, signer, method, at);
  signer.signature = { at, method, action: isNamed ? action : null, details };
}

/** Nothing is said of what it holds; a certificate's particulars are what a person would look for. */
function toDetails(request: SignRequest, signer: Signer, method: MethodId, at: Date): string {
  const means =
    method === smsMethod
      ? { phone: signer.userPhoneNumber }
      : {
          certificate: {
            serialNumber: toSha256(signer.userKey).slice(0, 8).toUpperCase(),
            subject: signer.userInfo,
            key: signer.userKey,
            issuer: "PRACTICE CA, NO LEGAL VALUE",
          },
        };
  return JSON.stringify({
    practice: true,
    method: methodNames[method],
    ...means,
    signDataSha256: toSha256(request.signData),
    signedAt: at.toISOString(),
  });
}
