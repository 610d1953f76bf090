import "server-only";
import type { Problem } from "@/lib/placements/check-rules";
import type { PageBox } from "@/lib/placements/schema";
import type { PageMark, SendRequest, SigningProvider } from "@/lib/provider-kit/contract";

type Found = {
  readonly problems: readonly Problem[];
  /** Said, and keep nobody from sending. */
  readonly doubts: readonly Problem[];
};

/** What a provider finds wrong with an envelope's options. @param request with those that count */
export function checkOptions(
  provider: Pick<SigningProvider, "checkOptions">,
  request: Pick<SendRequest, "options" | "document" | "recipients">,
): Found {
  const found = provider.checkOptions?.(request.options, request) ?? [];
  const toProblem = ({ option, problem, values = {} }: (typeof found)[number]): Problem => ({
    code: "option_wrong",
    option: { name: option, problem },
    values,
  });
  return {
    problems: found.filter(({ isDoubt }) => !isDoubt).map(toProblem),
    doubts: found.filter(({ isDoubt }) => isDoubt).map(toProblem),
  };
}

/** What the provider will write on the pages by itself, as far as it is known. */
export const marksOf = (
  provider: Pick<SigningProvider, "drawMarks">,
  options: SendRequest["options"],
  pages: readonly PageBox[],
): readonly PageMark[] => provider.drawMarks?.(options, pages) ?? [];
