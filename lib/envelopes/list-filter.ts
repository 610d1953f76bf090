import { z } from "zod";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";

/** `a,b` or repeated; what does not fit is as if it were not there. */
const many = <Item extends z.ZodType>(item: Item) =>
  z
    .preprocess(
      (raw) => [raw].flat().flatMap((part) => (typeof part === "string" ? part.split(",") : [])),
      z.array(item).min(1).max(50),
    )
    .optional()
    .catch(undefined);
const ids = many(z.string().min(1).max(64));
/** Of more than so many letters the first are searched for: nothing typed is ever as if it were not there. */
const mostLetters = 200;
const words = z
  .string()
  .trim()
  .min(1)
  .transform((text) => text.slice(0, mostLetters))
  .optional()
  .catch(undefined);
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()
  .catch(undefined);
const cursor = z.string().max(200).optional().catch(undefined);

export const listSorts = ["updated", "sent", "ended", "expiry", "status"] as const;
export type ListSort = (typeof listSorts)[number];

/** The list of envelopes as its address says it. Ranges begin with `From` and end before `To`. */
export const envelopeListFilter = z.object({
  status: many(z.enum(envelopeStatuses)),
  /** What was typed into the search. */
  q: words,
  provider: ids,
  connection: ids,
  owner: ids,
  /** `none` stands for envelopes of no team. */
  team: ids,
  /** Words of somebody's name, address or number. */
  recipient: words,
  /** Name, e-mail or phone, exactly as it stands there, of a person whose turn it is. */
  waitingFor: words,
  /** What does not go on: `stuckDays` of list-conditions.ts says when that is. */
  stuck: z.enum(["yes"]).optional().catch(undefined),
  rehearsal: z.enum(["yes", "no"]).optional().catch(undefined),
  updatedFrom: instant,
  updatedTo: instant,
  sentFrom: instant,
  sentTo: instant,
  endedFrom: instant,
  endedTo: instant,
  expiresFrom: instant,
  expiresTo: instant,
  /** Days from now. */
  expiresWithin: z.coerce.number().int().min(1).max(366).optional().catch(undefined),
  /** What was never sent, has not ended or never expires is not in a list in that order. */
  sort: z.enum(listSorts).optional().catch(undefined),
  order: z.enum(["asc", "desc"]).optional().catch(undefined),
  after: cursor,
  before: cursor,
});
export type EnvelopeListFilter = z.infer<typeof envelopeListFilter>;

/**
 * In which order it comes: a list by the dates of something is in the order of these dates,
 * and what is stuck begins with what has been so for the longest time.
 */
export function sortOf(filter: EnvelopeListFilter): { by: ListSort; order: "asc" | "desc" } {
  const { sentFrom, sentTo, endedFrom, endedTo, expiresFrom, expiresTo, expiresWithin } = filter;
  const usual: ListSort =
    (expiresWithin ?? expiresFrom ?? expiresTo)
      ? "expiry"
      : (sentFrom ?? sentTo)
        ? "sent"
        : (endedFrom ?? endedTo)
          ? "ended"
          : "updated";
  const by = filter.sort ?? usual;
  const isUp = by === "expiry" || (by === "updated" && filter.stuck);
  return { by, order: filter.order ?? (isUp ? "asc" : "desc") };
}
