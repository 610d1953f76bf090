import { useEffect, useRef, useState } from "react";
import { useProviderProblems } from "@/components/connections/use-provider-words";
import { judgeOptionsAction } from "@/lib/envelopes/actions";
import type { DraftView } from "@/lib/envelopes/load-draft";
import type { Problem } from "@/lib/placements/check-rules";
import type { Draft } from "./draft-state";

const pauseMilliseconds = 400;

/**
 * What the provider says of the options as they stand on the screen. What is only missing is not
 * said before somebody came to correct it: a form that is still empty is not wrong.
 */
export function useJudgedOptions(
  { envelope, provider, problems, doubts, marks }: DraftView,
  options: Draft["options"],
) {
  const sentence = useProviderProblems(provider.id);
  const [judged, setJudged] = useState({ problems, doubts, marks });
  const [isCorrecting, setCorrecting] = useState(false);
  useEffect(() => setCorrecting(location.hash.startsWith("#option-")), []);
  const typed = JSON.stringify(options);
  const asked = useRef(typed);
  const newest = useRef(options);
  newest.current = options;
  useEffect(() => {
    if (!provider.judgesOptions || typed === asked.current) return;
    let isOver = false;
    const timer = setTimeout(async () => {
      asked.current = typed;
      const answer = await judgeOptionsAction({
        envelopeId: envelope.id,
        options: newest.current,
      }).catch(() => undefined);
      if (!isOver && answer?.ok) setJudged(answer.value);
    }, pauseMilliseconds);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [typed, envelope.id, provider.judgesOptions]);
  const find = (list: readonly Problem[], name: string): string | undefined => {
    const found = list.find(({ option }) => option?.name === name);
    return found?.option && sentence(found.option.problem, found.values ?? {});
  };
  const isEmpty = (name: string) => [undefined, null, ""].includes(options[name] as undefined);
  return {
    marks: judged.marks,
    errorOf: (name: string) =>
      isEmpty(name) && !isCorrecting ? undefined : find(judged.problems, name),
    doubtOf: (name: string) => find(judged.doubts, name),
  };
}
