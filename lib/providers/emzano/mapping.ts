import type {
  ReadRequest,
  RecipientSnapshot,
  RecipientStamp,
  SendRecipient,
  Snapshot,
  SnapshotValue,
} from "@/lib/provider-kit/contract";
import { toDate } from "@/lib/provider-kit/to-date";
import type { RecipientStatus } from "@/lib/vocabulary/envelope";
import type { DocumentAnswer, WorkflowAnswer } from "./wire";

const documentStates = new Map<string, Snapshot["status"]>([
  ["3", "completing"],
  ["signed", "completing"],
  ["4", "declined"],
  ["rejected", "declined"],
  ["5", "expired"],
  ["expired", "expired"],
]);

const recipientStates = new Map<string, RecipientStatus>([
  ["1", "sent"],
  ["unseen", "sent"],
  ["2", "seen"],
  ["seen", "seen"],
  ["3", "filled"],
  ["filled", "filled"],
  ["4", "approved"],
  ["approved", "approved"],
  ["5", "declined"],
  ["rejected", "declined"],
  ["6", "signed"],
  ["signed", "signed"],
]);

const toKey = (state: unknown): string =>
  String(state ?? "")
    .trim()
    .toLowerCase();

/** A document as the provider shows it, in our words. */
export function toSnapshot(
  document: DocumentAnswer,
  { recipients, wantsFile }: ReadRequest,
): Snapshot {
  const status = documentStates.get(toKey(document.state)) ?? "in_progress";
  const people = (document.workflows ?? []).toSorted(
    (one, other) => (one.order ?? 0) - (other.order ?? 0),
  );
  const ours = matchPeople(people, recipients);
  return {
    status,
    rawState: String(document.state ?? ""),
    title: document.title ?? "",
    createdAt: toDate(document.created),
    recipients: people.map((person, index) => toRecipient(person, ours[index] ?? null)),
    values: [
      ...people.flatMap((person, index) =>
        toValues("recipient", person.workflowFields?.data, ours[index] ?? null),
      ),
      ...toValues("document", document.documentFields?.data),
      ...toValues("owner", document.documentFields?.owner?.data),
    ],
    // Before all have signed there may be a file too: what was sent.
    signedFile: wantsFile && status === "completing" ? toFile(document.base64) : null,
    evidence: null,
  };
}

/** Ten digits of a national code or a mobile, also where leading zeros were lost; or none. */
function lastDigits(text: string | undefined): string {
  const digits = (text ?? "").replace(/\D/g, "");
  return digits === "" ? "" : digits.slice(-10).padStart(10, "0");
}

/** Ours by the same place and number first, then by the number alone. @returns ids in their order */
function matchPeople(
  people: readonly WorkflowAnswer[],
  recipients: readonly SendRecipient[],
): (string | null)[] {
  const inOrder = recipients.toSorted((one, other) => one.position - other.position);
  const free = new Set(inOrder.map(({ id }) => id));
  const isSame = (person: WorkflowAnswer, { identity, phone }: SendRecipient): boolean => {
    const code = lastDigits(person.nationalCode);
    if (code !== "" && identity.national_id) return code === lastDigits(identity.national_id);
    const contact = lastDigits(person.contact);
    return contact !== "" && contact === lastDigits(phone ?? "");
  };
  return people.map((person, index) => {
    const candidates = [inOrder[index], ...inOrder].filter((one) => one !== undefined);
    const found = candidates.find((one) => free.has(one.id) && isSame(person, one));
    if (found) free.delete(found.id);
    return found?.id ?? null;
  });
}

function toRecipient(person: WorkflowAnswer, recipientId: string | null): RecipientSnapshot {
  const state = recipientStates.get(toKey(person.state)) ?? "waiting";
  // "Unseen" is also said of who has not been told yet.
  const isBeforeSeen = state === "waiting" || state === "sent";
  const told = (person.sent ?? state === "sent") ? "sent" : "waiting";
  return {
    recipientId,
    name: person.name ?? "",
    status: isBeforeSeen ? told : state,
    isTheirTurn: person.turn ?? null,
    times: {
      sent: toDate(person.sentTime),
      seen: toDate(person.seen),
      filled: toDate(person.filled),
      acted: toDate(person.signedTime) ?? toDate(person.approveTime) ?? toDate(person.rejectTime),
    },
    rawState: String(person.state ?? ""),
    stamps: toStamps(person),
    facts: {
      order: person.order ?? null,
      isLegal: person.isLegal ?? null,
      isOptional: person.isOptional ?? null,
    },
  };
}

const toStamps = (person: WorkflowAnswer): RecipientStamp[] =>
  (
    [
      ["sent", person.sentTime],
      ["seen", person.seen],
      ["filled", person.filled],
      ["approved", person.approveTime],
      ["declined", person.rejectTime],
      ["signed", person.signedTime],
    ] as const
  ).flatMap(([step, written = ""]) => {
    const at = toDate(written)?.toISOString();
    return at ? [{ step, at, written }] : [];
  });

const toValues = (
  group: SnapshotValue["group"],
  data: NonNullable<WorkflowAnswer["workflowFields"]>["data"],
  recipientId: string | null = null,
): SnapshotValue[] =>
  (data ?? []).map(({ name = "", title = "", rule = "", value = "" }) => ({
    group,
    recipientId,
    name,
    title,
    rule,
    value,
  }));

/** Only what begins as a PDF counts. */
function toFile(base64: string | null | undefined): Uint8Array | null {
  if (!base64) return null;
  const bytes = Buffer.from(base64.replace(/^data:[^,]*,/, ""), "base64");
  return bytes.subarray(0, 5).toString("latin1") === "%PDF-" ? bytes : null;
}
