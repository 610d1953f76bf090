import "server-only";
import { read } from "@/db/client";
import type { Problem } from "@/lib/placements/check-rules";
import type { PageMark } from "@/lib/provider-kit/contract";
import { activeOptions } from "@/lib/provider-kit/describe-inputs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { checkOptions, marksOf } from "./check-options";
import { pagesOf, requireContent } from "./load-content";
import { prepareRequest } from "./prepare-request";
import { providerOf, recipientsOf, requireEnvelope } from "./queries";
import type { JudgeOptionsInput } from "./schema";

export type JudgedOptions = {
  readonly problems: readonly Problem[];
  readonly doubts: readonly Problem[];
  readonly marks: readonly PageMark[];
};

/**
 * What the provider says of options that a person is still typing; nothing is kept. Options that
 * cannot be read say nothing: the save tells which one it is. @throws AppError `not_found`
 */
export const judgeOptions = (
  actor: AccountActor,
  input: JudgeOptionsInput,
): Promise<JudgedOptions> =>
  read(async (db) => {
    const envelope = await requireEnvelope(db, actor, input.envelopeId, "envelope.edit");
    const provider = await providerOf(db, envelope);
    const parsed = provider.options.safeParse(input.options);
    if (!parsed.success) return { problems: [], doubts: [], marks: [] };
    const content = await requireContent(db, envelope);
    const options = activeOptions(provider.options, parsed.data);
    const request = prepareRequest(
      { ...envelope, providerOptions: options },
      content,
      await recipientsOf(db, envelope.id),
      [],
    );
    return {
      ...checkOptions(provider, request),
      marks: marksOf(provider, options, pagesOf(content)),
    };
  });
