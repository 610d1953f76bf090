import type {
  ReadRequest,
  RecipientSnapshot,
  RecipientStamp,
  SendRecipient,
  Snapshot,
} from "@/lib/provider-kit/contract";
import { toDate } from "@/lib/provider-kit/to-date";
import type { RecipientStatus } from "@/lib/vocabulary/envelope";
import { hideDigits } from "./mapping-blame";
import { signatureTypes, signersOf } from "./mapping-requests";
import type { ContractAnswer, Reference, SignerAnswer, SignerHandle } from "./wire";

/** How people sign, as people call it. */
const methodNames = new Map<string, string>([
  [signatureTypes.otp, "Aadhaar OTP"],
  [signatureTypes.fingerprint, "Aadhaar fingerprint"],
  [signatureTypes.face, "Aadhaar face"],
]);
export const methods: readonly string[] = [...methodNames.values()];

/** A contract as the provider shows it, in our words; states that nobody has named stay open. */
export function toSnapshot(
  found: ContractAnswer,
  { recipients }: Pick<ReadRequest, "recipients">,
  known: Reference,
): Snapshot {
  const { signerdetail = [], deletedsignerdetail = [] } = found;
  const ours = matchPeople(signerdetail, signersOf(recipients), known);
  const people = signerdetail.map((signer, index) =>
    toRecipient(signer, index, ours[index] ?? null, toStatus(signer)),
  );
  const gone = deletedsignerdetail.map((signer, index) => {
    const match = recipients.find((one) => isNamed(signer, one.name) && !ours.includes(one));
    return toRecipient(signer, people.length + index, match ?? null, "canceled");
  });
  const all = [...people, ...gone];
  const reference = toReference(found, known);
  return {
    status: toWhole(found, all),
    rawState: found.contractStatus ?? (found.isCompleted ? "isCompleted" : ""),
    title: found.contractName ?? "",
    createdAt: toTime(found.contractCreationTime),
    recipients: all,
    values: [],
    signedFile: null,
    evidence: null,
    hashes: {
      sent: toHash(found.initialContractHash),
      signed: toHash(found.finalSignedContractHash),
    },
    ...(reference && { reference }),
  };
}

function toWhole(
  { isCompleted, finalSignedContract, ...found }: ContractAnswer,
  people: readonly RecipientSnapshot[],
): Snapshot["status"] {
  const isCanceled = (found.cancelledSignerCount ?? 0) > 0 || found.contractCancelTimestamp;
  if (people.some(({ status }) => status === "declined")) return "declined";
  if (isCanceled) return "canceled";
  if (!isCompleted) return "in_progress";
  const stillIn = people.filter(({ status }) => status !== "canceled");
  const haveAllSigned = stillIn.length > 0 && stillIn.every(({ status }) => status === "signed");
  const isSigned = (found.signedSignerCount ?? 0) > 0 && finalSignedContract;
  // Over without a file that everybody signed: nothing can come of it any more.
  return isSigned || haveAllSigned ? "completing" : "canceled";
}

/** A failed try is none of these: the same person may try again until the contract is over. */
function toStatus({
  status,
  signerSignedContract,
  signerCancelMessage,
}: SignerAnswer): RecipientStatus {
  if (signerCancelMessage) return "declined";
  const state = status?.toUpperCase();
  if (state === "SIGNED" || signerSignedContract) return "signed";
  return state === "DRAFT" ? "waiting" : "sent";
}

const isNamed = ({ signerName = "" }: Pick<SignerAnswer, "signerName">, name: string): boolean =>
  signerName.trim().toLowerCase() === name.trim().toLowerCase();

/** By the number that the create brought, else by place and name, else by name alone. */
function matchPeople(
  signers: readonly SignerAnswer[],
  people: readonly SendRecipient[],
  known: Reference,
): (SendRecipient | null)[] {
  const free = new Set(people);
  return signers.map((signer, index) => {
    const place = known.signers?.findIndex(({ signerId }) => signerId === signer.signerId) ?? -1;
    const here = people[index];
    const found =
      people[place] ??
      (here && free.has(here) && isNamed(signer, here.name) ? here : undefined) ??
      [...free].find(({ name }) => isNamed(signer, name));
    if (found) free.delete(found);
    return found ?? null;
  });
}

function toRecipient(
  signer: SignerAnswer,
  index: number,
  match: SendRecipient | null,
  status: RecipientStatus,
): RecipientSnapshot {
  const written = signer.contractLastSignTime;
  const at = status === "signed" ? toTime(written) : null;
  const warning = status === "signed" ? "" : toWarning(signer);
  const stamps: RecipientStamp[] =
    at && written ? [{ step: "signed", at: at.toISOString(), written }] : [];
  return {
    recipientId: match?.id ?? null,
    name: signer.signerName ?? "",
    status,
    isTheirTurn: null,
    times: { sent: null, seen: null, filled: null, acted: at },
    rawState: signer.status ?? "",
    stamps,
    facts: {
      order: index + 1,
      method: methodNames.get(signer.signatureType?.toUpperCase() ?? "") ?? "",
      tries: signer.esignAttempts?.length ?? null,
      ...(warning && { warning }),
      ...(signer.signerCancelMessage && {
        reason: hideDigits(signer.signerCancelMessage).slice(0, 300),
      }),
    },
  };
}

/** Why the last try failed, in the provider's words. */
function toWarning(signer: SignerAnswer): string {
  const last = signer.esignAttempts?.at(-1);
  const why = signer.errorMessage ?? last?.errorMessage;
  const also = [signer.aadhaarErrorMessage ?? last?.aadhaarErrorMessage, signer.nameMatchResult];
  const said = [why, ...also, signer.signerCancelMessage].filter((text) => text !== undefined);
  return hideDigits([...new Set(said)].join(" · ")).slice(0, 300);
}

/** The signers with their links, where this answer knows one that we do not have. */
function toReference(
  { contractId, signerdetail = [] }: ContractAnswer,
  { signers = [] }: Reference,
): Reference | undefined {
  const kept = new Map(signers.map((signer) => [signer.signerId, signer]));
  const now = signerdetail.flatMap(({ signerId, signerName = "", esignUrl }): SignerHandle[] => {
    if (!signerId) return [];
    const url = esignUrl ?? kept.get(signerId)?.esignUrl ?? null;
    return [{ signerId, name: kept.get(signerId)?.name ?? signerName, esignUrl: url }];
  });
  const isMore = now.some(
    ({ signerId, esignUrl }) => !kept.has(signerId) || esignUrl !== kept.get(signerId)?.esignUrl,
  );
  return isMore ? { contractId, signers: now } : undefined;
}

const toHash = (text: string | undefined): string | null =>
  text && /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : null;

const indianTime = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(am|pm)?$/i;

/** ISO 8601, `DD/MM/YYYY, HH:mm:ss` in Indian time, or milliseconds since 1970. */
export function toTime(text: string | undefined): Date | null {
  if (!text) return null;
  if (/^\d{13}$/.test(text)) return new Date(Number(text));
  const [, day, month, year, hour, minute, second = "00", half] = indianTime.exec(text) ?? [];
  if (!day || !month || !hour) return toDate(text, "+05:30");
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : hour;
  const two = (part: string | number) => String(part).padStart(2, "0");
  return toDate(`${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`, "+05:30");
}
