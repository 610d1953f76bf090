import { useTranslations } from "next-intl";
import { useFormatWords } from "@/components/recipients/use-format-words";
import type { Problem } from "@/lib/placements/check-rules";
import { bdi } from "./names";

const millimetresPerPoint = 25.4 / 72;
const bytesPerMegabyte = 1_000_000;

type ProblemSentenceProps = {
  problem: Problem;
  /** In order; a person without a name is called by their place. */
  people: readonly { readonly id: string; readonly name: string }[];
};

/** What keeps an envelope from being sent, in words. */
export function ProblemSentence({ problem, people }: ProblemSentenceProps) {
  const t = useTranslations("problems");
  const parts = useTranslations("identity");
  const formatWords = useFormatWords();
  const { code, recipientId, page = 1, values = {} } = problem;
  // The provider's own words say what is wrong with its options.
  if (code === "option_wrong") return null;
  const place = people.findIndex(({ id }) => id === recipientId);
  const position = place + 1;
  const name =
    people[place]?.name.trim() ||
    (recipientId ? t("unnamed", { position }) : String(values.name ?? ""));
  const toMillimetres = (points: unknown) => Math.ceil(Number(points ?? 0) * millimetresPerPoint);
  return t.rich(code, {
    bdi,
    part: problem.part ? parts(`${problem.part}.label`) : "",
    why: problem.why ? formatWords(problem.why, values) : "",
    first: Number(values.first ?? 0),
    name,
    position,
    label: String(values.label ?? ""),
    page,
    width: toMillimetres(values.width),
    height: toMillimetres(values.height),
    megabytes: Math.floor(Number(values.bytes ?? 0) / bytesPerMegabyte),
  });
}
