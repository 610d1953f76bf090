import "server-only";
import { write } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { newReferenceCode } from "@/lib/envelopes/create-envelope";
import { toSearchText } from "@/lib/envelopes/refresh-search";
import { nationalIdHash } from "@/lib/envelopes/seal-identity";
import { newId } from "@/lib/kernel/ids";
import type { EnvelopeStatus, RecipientStatus } from "@/lib/vocabulary/envelope";
import { madeUpContract, seededRandom } from "./made-up-people";
import type { SeededOffice } from "./seed-office";

const twoYears = 730 * 86_400_000;
const day = 86_400_000;
/** So many are kept at once. */
const portion = 10_000;
/** So many rows' values fit into one statement of either database. */
const batch = 500;

/** How often each is met among old envelopes and among those of the last month, in thousandths. */
const shares: readonly (readonly [EnvelopeStatus, old: number, recent: number])[] = [
  ["completed", 820, 300],
  ["declined", 60, 30],
  ["expired", 70, 20],
  ["canceled", 40, 30],
  ["failed", 5, 5],
  ["conflict", 1, 1],
  ["in_progress", 2, 480],
  ["needs_check", 0, 4],
  ["completing", 0, 10],
  ["queued", 0, 10],
  ["draft", 2, 110],
];

function statusAt(random: () => number, isRecent: boolean): EnvelopeStatus {
  let left = random() * 1_000;
  for (const [status, old, recent] of shares) {
    left -= isRecent ? recent : old;
    if (left < 0) return status;
  }
  return "completed";
}

const hasEnded = (status: EnvelopeStatus): boolean =>
  ["completed", "declined", "expired", "canceled"].includes(status);
const wasSent = (status: EnvelopeStatus): boolean =>
  !["draft", "queued", "failed"].includes(status);

function personStatus(status: EnvelopeStatus, position: number): RecipientStatus {
  if (status === "completed" || status === "completing") return "signed";
  if (!wasSent(status)) return "waiting";
  if (status === "declined") return position === 0 ? "declined" : "waiting";
  return position === 0 ? "seen" : "waiting";
}

function makeOne(
  random: () => number,
  office: SeededOffice,
  number: number,
  createdAt: Date,
  now: Date,
) {
  const { title, people } = madeUpContract(random, number);
  const status = statusAt(random, now.getTime() - createdAt.getTime() < 30 * day);
  const owner = office.owners[
    Math.floor(random() * office.owners.length)
  ] as SeededOffice["owners"][number];
  const later = (most: number) =>
    new Date(Math.min(now.getTime(), createdAt.getTime() + Math.floor(random() * most)));
  const sentAt = wasSent(status) ? later(day) : null;
  const endedAt = hasEnded(status) ? later(20 * day) : null;
  const id = newId(createdAt.getTime());
  const referenceCode = newReferenceCode();
  const rows = people.map((person, position) => ({
    id: newId(createdAt.getTime()),
    envelopeId: id,
    position,
    role: "signer" as const,
    name: person.name,
    email: null,
    phone: person.phone,
    language: person.language,
    identification: "link" as const,
    nationalIdHash: nationalIdHash(person.nationalId),
    status: personStatus(status, position),
    sentAt,
  }));
  const envelope = {
    id,
    ownerId: owner.id,
    teamId: owner.teamId,
    connectionId:
      office.connectionIds[Math.floor(random() ** 2 * office.connectionIds.length)] ?? "",
    documentId: office.document.id,
    documentSha256: office.document.sha256,
    referenceCode,
    title,
    message: "",
    status,
    rev: 1,
    signingOrder: "sequential" as const,
    expiresAt: new Date(createdAt.getTime() + 30 * day),
    providerOptions: {},
    currentAttempt: 0,
    searchText: toSearchText({ title, referenceCode, people: rows, externalIds: [] }),
    createdAt,
    updatedAt: endedAt ?? sentAt ?? createdAt,
    sentAt,
    endedAt,
  };
  return { envelope, rows };
}

/** Envelopes with made-up people over the last two years, the oldest first. @param told how many are there */
export async function seedEnvelopes(
  office: SeededOffice,
  total: number,
  now: Date,
  told: (count: number) => void,
): Promise<void> {
  const random = seededRandom(total);
  for (let start = 0; start < total; start += portion) {
    const made = Array.from({ length: Math.min(portion, total - start) }, (_, index) => {
      const age = twoYears * (1 - (start + index + 1) / total);
      return makeOne(random, office, start + index, new Date(now.getTime() - Math.floor(age)), now);
    });
    // SQLite's index of words is numbered by this: in its order it is written once, not row by row.
    made.sort(
      (one, other) => one.envelope.updatedAt.getTime() - other.envelope.updatedAt.getTime(),
    );
    const people = made.flatMap(({ rows }) => rows);
    await write(async (tx) => {
      for (let from = 0; from < made.length; from += batch)
        await tx
          .insert(envelopes)
          .values(made.slice(from, from + batch).map(({ envelope }) => envelope));
      for (let from = 0; from < people.length; from += batch)
        await tx.insert(recipients).values(people.slice(from, from + batch));
    });
    told(start + made.length);
  }
}
