import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes, recipients } from "@/db/schema/envelopes";
import {
  beginningsOf,
  phoneWords,
  toHashWord,
  toPersonWord,
  toSearchWords,
} from "@/lib/recipients/search-words";

type Searched = {
  readonly title: string;
  readonly referenceCode: string;
  readonly people: readonly {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly nationalIdHash: string | null;
  }[];
  /** What its providers call it. */
  readonly externalIds: readonly string[];
};

/** Every word that finds an envelope, and the beginnings of them, once, each between two spaces. */
export function toSearchText({ title, referenceCode, people, externalIds }: Searched): string {
  const words = [title, referenceCode, ...externalIds].flatMap(toSearchWords);
  const others: string[] = [];
  for (const { name, email, phone, nationalIdHash } of people) {
    const [number, ...end] = phoneWords(phone ?? "");
    const own = [...toSearchWords(`${name} ${email ?? ""}`), ...(number ? [number] : [])];
    words.push(...own, ...own.map(toPersonWord));
    others.push(...end, ...end.map(toPersonWord));
    if (nationalIdHash) others.push(toHashWord(nationalIdHash));
  }
  return ` ${[...new Set([...words, ...others, ...words.flatMap(beginningsOf)])].join(" ")} `;
}

/**
 * Makes an envelope's words anew. Every write that changes its title, its people or what a provider
 * calls it ends with this.
 */
export const refreshSearch = (tx: Tx, envelopeId: string): Promise<void> =>
  refreshMany(tx, [envelopeId]);

/** As `refreshSearch`, for a batch. */
export async function refreshMany(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const [id, text] of await searchTextsOf(tx, ids))
    await tx.update(envelopes).set({ searchText: text }).where(eq(envelopes.id, id));
}

/** What `searchText` should be, by id. */
export async function searchTextsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const all = [...ids];
  const rows = await db
    .select({ id: envelopes.id, title: envelopes.title, referenceCode: envelopes.referenceCode })
    .from(envelopes)
    .where(inArray(envelopes.id, all));
  const people = await db
    .select({
      envelopeId: recipients.envelopeId,
      name: recipients.name,
      email: recipients.email,
      phone: recipients.phone,
      nationalIdHash: recipients.nationalIdHash,
    })
    .from(recipients)
    .where(inArray(recipients.envelopeId, all))
    .orderBy(recipients.position);
  const tries = await db
    .select({ envelopeId: attempts.envelopeId, externalId: attempts.externalId })
    .from(attempts)
    .where(inArray(attempts.envelopeId, all))
    .orderBy(attempts.number);
  return new Map(
    rows.map(({ id, ...envelope }) => [
      id,
      toSearchText({
        ...envelope,
        people: people.filter(({ envelopeId }) => envelopeId === id),
        externalIds: tries.flatMap((each) =>
          each.envelopeId === id && each.externalId ? [each.externalId] : [],
        ),
      }),
    ]),
  );
}
