import { z } from "zod";
import type { SendRequest } from "./contract";
import { parseJson } from "./parse-json";

/** What somebody may answer, where the answer is itself a signature. */
export const answers = ["sign", "approve", "decline"] as const;
export type Answer = (typeof answers)[number];

const statement = z.object({
  statement: z.literal("muhr/1"),
  reference: z.string(),
  title: z.string(),
  document: z.object({ sha256: z.string(), bytes: z.number(), pages: z.number() }).nullable(),
  people: z.array(z.object({ name: z.string(), role: z.string() })),
  /** By the number under which the provider knows each answer. */
  answers: z.record(z.string(), z.enum(answers)),
});
export type Statement = z.infer<typeof statement>;

/**
 * What people put their signatures to where a provider signs data, not a file: one line of JSON that
 * says which bytes, under which name, for whom, and what each answer means. The same request always
 * gives the same line.
 */
export function composeStatement(
  request: SendRequest,
  meanings: ReadonlyMap<number, Answer>,
): string {
  const { referenceCode, title, document, recipients } = request;
  const said: Statement = {
    statement: "muhr/1",
    reference: referenceCode,
    title,
    document: document && {
      sha256: document.sha256,
      bytes: document.size,
      pages: document.pageCount,
    },
    people: recipients
      .toSorted((one, other) => one.position - other.position)
      .map(({ name, role }) => ({ name, role })),
    answers: Object.fromEntries(meanings),
  };
  return JSON.stringify(said);
}

/** A statement of ours, to be shown in words; null for whatever else was signed. */
export function readStatement(text: string): Statement | null {
  const parsed = statement.safeParse(parseJson(Buffer.from(text)));
  return parsed.success ? parsed.data : null;
}
