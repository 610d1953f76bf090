import type {
  ActEvidence,
  ReadRequest,
  RecipientSnapshot,
  RecipientStamp,
  SendRecipient,
  Snapshot,
} from "@/lib/provider-kit/contract";
import type { Answer } from "@/lib/provider-kit/statement";
import { readStatement } from "@/lib/provider-kit/statement";
import { toDate } from "@/lib/provider-kit/to-date";
import type { RecipientRole, RecipientStatus } from "@/lib/vocabulary/envelope";
import { toUserKey } from "./mapping-requests";
import type { WebimzoSettings } from "./settings";
import type { RequestAnswer, UserAnswer } from "./wire";

/** `SignatureMethodIdConst`, as people call them. */
const methodNames = new Map([
  [1, "E-IMZO"],
  [2, "Styx-Imzo"],
  [3, "SMS"],
]);
export const methods: readonly string[] = [...methodNames.values()];

/** Uzbekistan has no summer time. */
const zones = { UTC: "Z", "Asia/Tashkent": "+05:00" } as const;

/** A request as the provider shows it, in our words. Where counts and people differ, people count. */
export function toSnapshot(
  found: RequestAnswer,
  { recipients }: Pick<ReadRequest, "recipients">,
  settings: WebimzoSettings,
): Snapshot {
  const users = found.signRequestUsers ?? [];
  const ours = matchPeople(users, recipients);
  const meaningOf = toMeaning(found, settings);
  const people = users.map((user, index): Person => {
    const match = ours[index] ?? null;
    const status = toStatus(user, users, match?.role, meaningOf);
    return { user, match, status, stamp: toStamp(user, status, settings) };
  });
  const { signedUserCount, signerUserCount, smsInformed } = found;
  return {
    status: toWhole(people),
    rawState: `${signedUserCount ?? "?"}/${signerUserCount ?? "?"}`,
    title: found.title ?? "",
    createdAt: null,
    recipients: people.map((person) => toRecipient(person, found)),
    values: [],
    signedFile: null,
    evidence: {
      statement: found.signData ?? "",
      checkAddress: toCheckAddress(found, settings),
      acts: people.flatMap((person) => (person.user.isSigned ? [toEvidence(person, found)] : [])),
    },
    ...(typeof smsInformed === "boolean" && { hasToldPeople: smsInformed }),
  };
}

/** Only below the provider's own addresses: people are going to follow it. */
function toCheckAddress(
  { signCheckUrl }: RequestAnswer,
  { baseUrl, signPageUrl }: WebimzoSettings,
): string | null {
  const url = URL.parse(signCheckUrl ?? "");
  const isTheirs = [baseUrl, signPageUrl].some((one) => new URL(one).origin === url?.origin);
  return url && isTheirs ? url.href : null;
}

type Person = {
  readonly user: UserAnswer;
  readonly match: SendRecipient | null;
  readonly status: RecipientStatus;
  readonly stamp: RecipientStamp | null;
};

const toWhole = (people: readonly Person[]): Snapshot["status"] => {
  if (people.some(({ status }) => status === "declined")) return "declined";
  const isComplete = people.length > 0 && people.every(({ user }) => user.isSigned);
  return isComplete ? "completing" : "in_progress";
};

type Meaning = (actionTypeId: number | null | undefined) => Answer | undefined;

/** What was signed says what each number meant then; otherwise the settings say it as they are now. */
function toMeaning({ signData = "" }: RequestAnswer, settings: WebimzoSettings): Meaning {
  const said = readStatement(signData)?.answers;
  return (actionTypeId) => {
    if (actionTypeId === null || actionTypeId === undefined) return undefined;
    if (said) return said[String(actionTypeId)];
    return actionTypeId === settings.declineActionId ? "decline" : undefined;
  };
}

/** A refusal is a signed answer whose action is the one that means it. */
function toStatus(
  user: UserAnswer,
  users: readonly UserAnswer[],
  role: RecipientRole | undefined,
  meaningOf: Meaning,
): RecipientStatus {
  if (!user.isSigned) return isTurnOf(user, users) ? "sent" : "waiting";
  if (meaningOf(user.actionTypeId) === "decline") return "declined";
  return role === "approver" ? "approved" : "signed";
}

/** Lower priorities come first, equal ones together. */
const isTurnOf = ({ signPriority }: UserAnswer, users: readonly UserAnswer[]): boolean =>
  users.every((other) => other.isSigned || (other.signPriority ?? 0) >= (signPriority ?? 0));

const lastDigits = (phone: string | null | undefined): string =>
  (phone ?? "").replace(/\D/g, "").slice(-9);

/** Ours by the same key first, then by the same phone, each of them once. */
function matchPeople(
  users: readonly UserAnswer[],
  recipients: readonly SendRecipient[],
): (SendRecipient | null)[] {
  const free = new Set(recipients);
  const byKey = (user: UserAnswer, person: SendRecipient) =>
    user.userKey !== undefined && user.userKey.trim() === toUserKey(person);
  const byPhone = (user: UserAnswer, person: SendRecipient) =>
    lastDigits(user.userPhoneNumber) !== "" &&
    lastDigits(user.userPhoneNumber) === lastDigits(person.phone) &&
    !users.some((other) => byKey(other, person));
  return users.map((user) => {
    const found =
      [...free].find((person) => byKey(user, person)) ??
      [...free].find((person) => byPhone(user, person));
    if (found) free.delete(found);
    return found ?? null;
  });
}

function toStamp(
  { isSigned, signedAt = "" }: UserAnswer,
  status: RecipientStatus,
  { timeZone }: WebimzoSettings,
): RecipientStamp | null {
  const at = toDate(signedAt, zones[timeZone])?.toISOString();
  return isSigned && at ? { step: toStep(status), at, written: signedAt } : null;
}

const toStep = (status: RecipientStatus): "approved" | "declined" | "signed" =>
  status === "approved" || status === "declined" ? status : "signed";

function toRecipient(
  { user, match, status, stamp }: Person,
  found: RequestAnswer,
): RecipientSnapshot {
  return {
    recipientId: match?.id ?? null,
    name: user.userInfo ?? "",
    status,
    isTheirTurn: status === "sent",
    times: { sent: null, seen: null, filled: null, acted: stamp && new Date(stamp.at) },
    rawState: user.isSigned ? `isSigned, actionTypeId ${user.actionTypeId ?? "null"}` : "",
    stamps: stamp ? [stamp] : [],
    facts: {
      order: user.signPriority ?? null,
      method: methodOf(user, found),
      userId: user.userId ?? null,
      docStatusId: user.docStatusId ?? null,
      actionTypeId: user.actionTypeId ?? null,
    },
  };
}

const toEvidence = ({ user, match, status, stamp }: Person, found: RequestAnswer): ActEvidence => ({
  recipientId: match?.id ?? null,
  name: user.userInfo ?? "",
  maskedKey: (user.userKey ?? "").replace(/.(?=.{4})/g, "•"),
  step: toStep(status),
  method: methodOf(user, found),
  stamp,
  details: user.signDetails ?? "",
});

function methodOf({ signatureMethodId }: UserAnswer, { signatureMethods }: RequestAnswer): string {
  if (signatureMethodId === null || signatureMethodId === undefined) return "";
  const named = signatureMethods?.find((one) => one.signatureMethodId === signatureMethodId);
  return (
    methodNames.get(signatureMethodId) ?? named?.signatureMethodName ?? String(signatureMethodId)
  );
}
