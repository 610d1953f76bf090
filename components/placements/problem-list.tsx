"use client";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { ProblemSentence } from "@/components/envelopes/problem-sentence";
import { useEditor, useEditorState } from "./editor-context";

/**
 * What keeps these boxes from being sent, in words; choosing a line goes to its box.
 * @param onShown called when it goes there
 */
export function ProblemList({ onShown }: { onShown?: () => void }) {
  const t = useTranslations("editor");
  const id = useId();
  const { people, problemsOf, jumpTo, focusBox } = useEditor();
  const problems = useEditorState(({ boxes }) => problemsOf(boxes));
  if (problems.length === 0) return null;
  return (
    <section aria-labelledby={id} className="grid gap-1.5">
      <h2 id={id} className="text-sm font-semibold">
        {t("problems")}
      </h2>
      <ul className="grid gap-1.5 text-xs">
        {problems.map((problem) => (
          <li
            key={`${problem.code} ${problem.placementId} ${problem.recipientId}`}
            className="flex items-start gap-2 rounded-md bg-warning-soft px-2.5 py-2 text-on-warning-soft"
          >
            <TriangleAlert aria-hidden className="mt-[0.15em] size-3.5 shrink-0" />
            <span>
              <ProblemSentence problem={problem} people={people} />{" "}
              {problem.placementId ? (
                <button
                  type="button"
                  className="min-h-6 font-medium underline underline-offset-3 pointer-coarse:min-h-11"
                  onClick={() => {
                    onShown?.();
                    jumpTo((problem.page ?? 1) - 1);
                    focusBox(problem.placementId ?? "");
                  }}
                >
                  {t("showBox")}
                </button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
