import { z } from "zod";
import type { FormatName } from "./formats";
import { formats } from "./formats";

/**
 * A text in one of the formats, normalised. The message of its issue is the code of the problem, a
 * key of `formatProblems` in the message files; `params` are the values of the sentence.
 */
export const formatInput = (name: FormatName) =>
  z.string().transform((text, context) => {
    const verdict = formats[name](text);
    if (verdict.ok) return verdict.value;
    const { problem, values } = verdict;
    context.addIssue({ code: "custom", message: problem, params: values });
    return z.NEVER;
  });
