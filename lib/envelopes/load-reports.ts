import "server-only";
import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { attempts, providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { requireSession } from "@/lib/accounts/require-session";
import type { UnheardCallbacks } from "@/lib/callbacks/list-unheard";
import { unheardCallbacksOf } from "@/lib/callbacks/list-unheard";
import type { RecipientStamp, SnapshotValue } from "@/lib/provider-kit/contract";
import type { RecipientStatus } from "@/lib/vocabulary/envelope";
import type { SaidStatement } from "./describe-statement";
import { describeStatement } from "./describe-statement";
import type { Known, KnownPerson } from "./join-snapshot";
import { openKnown } from "./keep-snapshot";
import { requireEnvelope } from "./queries";

/** A person as the provider last showed them. */
export type ReportedPerson = {
  readonly key: string;
  readonly name: string;
  readonly order: number | null;
  readonly isTheirTurn: boolean | null;
  readonly isLegal: boolean | null;
  readonly isOptional: boolean | null;
  /** As the provider spelled it. */
  readonly rawState: string;
  readonly stamps: readonly RecipientStamp[];
  /** What they answered, and how they signed, where that is known. */
  readonly answer: "approved" | "declined" | "signed" | null;
  readonly method: string | null;
};

/** What people sign, where it is data and not a file. */
export type ReportedSigning = {
  /** Null when it is too long to be shown. */
  readonly statement: string | null;
  readonly signed: SaidStatement | null;
  readonly checkAddress: string | null;
};

export type ReportedValue = Pick<SnapshotValue, "group" | "name" | "title" | "rule" | "value"> & {
  /** Whose it is, for a recipient's value; null for a person whom the provider does not name. */
  readonly person: string | null;
};

/** What an envelope's provider says of it, as it was last read back. */
export type Report = {
  readonly readAt: Date | null;
  readonly rawState: string;
  readonly people: readonly ReportedPerson[];
  readonly values: readonly ReportedValue[];
  readonly signing: ReportedSigning | null;
};

/** The actor may read the envelope: that was asked before. Null before the first read-back. */
export async function findReport(db: Db, envelopeId: string): Promise<Report | null> {
  const [found] = await db
    .select({
      document: providerDocuments,
      referenceCode: envelopes.referenceCode,
      documentSha256: envelopes.documentSha256,
    })
    .from(providerDocuments)
    .innerJoin(attempts, eq(attempts.id, providerDocuments.attemptId))
    .innerJoin(envelopes, eq(envelopes.id, providerDocuments.envelopeId))
    .where(and(eq(providerDocuments.envelopeId, envelopeId), isNotNull(providerDocuments.readAt)))
    .orderBy(desc(attempts.number))
    .limit(1);
  const known = found && openKnown(found.document);
  if (!known) return null;
  const people = Object.entries(known.people).map(([key, person]) => toPerson(key, person));
  const nameOf = (id: string | null) => people.find(({ key }) => key === id)?.name ?? null;
  return {
    readAt: found.document.readAt,
    rawState: known.latest.rawState,
    people: people.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0)),
    values: known.latest.values.map(({ recipientId, ...value }) => ({
      ...value,
      person: nameOf(recipientId),
    })),
    signing: toSigning(known, found),
  };
}

function toSigning(
  { latest: { signing } }: Known,
  envelope: Parameters<typeof describeStatement>[1],
): ReportedSigning | null {
  if (!signing) return null;
  const { statement } = signing;
  const signed = statement === null ? null : describeStatement(statement, envelope);
  return { ...signing, signed };
}

const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);
const flagOrNull = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);

function toPerson(key: string, person: KnownPerson): ReportedPerson {
  const { name, isTheirTurn, rawState, stamps, facts } = person.latest;
  return {
    key,
    name,
    order: numberOrNull(facts.order),
    isTheirTurn,
    isLegal: flagOrNull(facts.isLegal),
    isOptional: flagOrNull(facts.isOptional),
    rawState,
    stamps: stamps ?? toStamps(person),
    answer: answers.find((answer) => answer === person.status) ?? null,
    method: typeof facts.method === "string" && facts.method !== "" ? facts.method : null,
  };
}

const answers = ["approved", "declined", "signed"] as const;
const lastSteps: Readonly<Partial<Record<RecipientStatus, RecipientStamp["step"]>>> = {
  approved: "approved",
  declined: "declined",
};

/** Of a provider that has no more time-stamps than these. */
function toStamps({ status, times }: KnownPerson): RecipientStamp[] {
  const steps = [
    ["sent", times.sent],
    ["seen", times.seen],
    ["filled", times.filled],
    [lastSteps[status] ?? "signed", times.acted],
  ] as const;
  return steps.flatMap(([step, at]) => {
    const text = at?.toISOString();
    return text ? [{ step, at: text, written: text }] : [];
  });
}

export type Reports = {
  readonly report: Report | null;
  readonly unheard: readonly UnheardCallbacks[];
};

/** What came from outside about an envelope. @throws AppError `not_found` */
export async function loadReports(envelopeId: string): Promise<Reports> {
  const { actor } = await requireSession();
  return read(async (db) => {
    await requireEnvelope(db, actor, envelopeId, "envelope.read");
    return {
      report: await findReport(db, envelopeId),
      unheard: await unheardCallbacksOf(db, envelopeId),
    };
  });
}
