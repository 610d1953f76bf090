import { z } from "zod";

/** A callback that its provider says did not reach us, without secrets and people's numbers. */
export const missedCallback = z.object({
  externalId: z.string(),
  /** Host and path, without the token in it. */
  address: z.string(),
  /** Whether it is the address that the connection has now. */
  isCurrentAddress: z.boolean(),
  sent: z.string(),
  /** HTTP status of our answer, as the provider saw it; null when there was none. */
  answerStatus: z.number().nullable(),
  answer: z.string(),
  /** In a row. */
  failures: z.number(),
  /** What the provider says of it. */
  problem: z.string().nullable(),
  failedAt: z.coerce.date().nullable(),
});
export type MissedCallback = z.infer<typeof missedCallback>;
