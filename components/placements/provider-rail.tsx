"use client";
import { ChevronDown, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { bdi } from "@/components/envelopes/names";
import { ProblemSentence } from "@/components/envelopes/problem-sentence";
import { Button } from "@/components/ui/button";
import type { Problem } from "@/lib/placements/check-rules";
import { doubtPlacements } from "@/lib/placements/check-rules";
import { mendBoxes, moveAllToPage } from "@/lib/placements/mend-boxes";
import { isCovered, moveAside } from "@/lib/placements/move-aside";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { useEditor, useEditorState } from "./editor-context";
import type { Refusal } from "./judge-boxes";
import { useSharedValue } from "./shared-value";

type ProviderRailProps = {
  name: string;
  capabilities: Capabilities;
};

const inMillimetres = (points: number): number => Math.ceil((points * 25.4) / 72);

/** What the chosen way of signing can express, what it refused just now, and a box to mend. */
export function ProviderRail({ name, capabilities }: ProviderRailProps) {
  const t = useTranslations("editor.rail");
  const { boxes, pages } = capabilities;
  const { width, height } = boxes.minimum;
  return (
    <section
      aria-label={t("label")}
      className="shrink-0 border-b border-hairline px-3 py-1.5 text-xs md:px-4"
    >
      <details className="group">
        <summary className="flex min-h-6 cursor-pointer list-none items-center gap-1.5">
          <ChevronDown
            aria-hidden
            className="size-3.5 shrink-0 -rotate-90 text-muted group-open:rotate-0 rtl:rotate-90"
          />
          <span className="below:line-clamp-1 below:group-open:line-clamp-none">
            {t.rich("summary", {
              bdi,
              name,
              count: t(`count.${boxes.count}`),
              pages: t(`pages.${pages}`),
            })}
          </span>
        </summary>
        <ul className="grid list-disc gap-0.5 py-1 ps-9 text-muted">
          <li>{t(boxes.required ? "required" : "optional")}</li>
          <li>
            {t(boxes.isMinimumAdvised ? "advisedMinimum" : "minimum", {
              width: inMillimetres(width),
              height: inMillimetres(height),
            })}
          </li>
          {boxes.areRotatedPagesAllowed ? null : <li>{t("noTurnedPages")}</li>}
          {boxes.areOffsetPagesAllowed ? null : <li>{t("noOffsetPages")}</li>}
          {pages === "one_for_all_with_repeat" ? <li>{t("repeat")}</li> : null}
        </ul>
      </details>
      <Refused provider={name} />
      <Mendable capabilities={capabilities} />
      <Covered provider={name} />
    </section>
  );
}

function Strip({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2 rounded-md bg-warning-soft px-2.5 py-1.5 text-on-warning-soft">
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      <p className="min-w-0 grow basis-48">{children}</p>
      {action}
    </div>
  );
}

/** Why boxes went back, and the way to have them all the same where there is one. */
function Refused({ provider }: { provider: string }) {
  const { store } = useEditor();
  const refusal = useSharedValue(store.refused, (now) => now);
  const t = useTranslations("editor.rail");
  return (
    <div role="status">
      {refusal?.kind === "envelope_full" ? (
        <Strip>{t("refused.envelope_full", { most: refusal.most })}</Strip>
      ) : null}
      {refusal?.kind === "beside_pages" ? <Strip>{t("refused.beside_pages")}</Strip> : null}
      {refusal?.kind === "rule" ? <BrokenRule provider={provider} refusal={refusal} /> : null}
    </div>
  );
}

type BrokenRuleProps = {
  provider: string;
  refusal: Extract<Refusal, { kind: "rule" }>;
};

function BrokenRule({ provider, refusal }: BrokenRuleProps) {
  const t = useTranslations("editor.rail");
  const { store, people, pages } = useEditor();
  const { problem, boxes } = refusal;
  const page = problem.code === "boxes_on_different_pages" ? refusal.page : null;
  const action =
    page === null ? null : (
      <Button
        size="small"
        onClick={() =>
          store.dispatch({ kind: "replace", boxes: moveAllToPage(boxes, page, pages) })
        }
      >
        {t("allOnPage", { page })}
      </Button>
    );
  return (
    <Strip action={action}>
      {t.rich(`refused.${refusedCode(problem)}`, {
        bdi,
        provider,
        name: people.find(({ id }) => id === problem.recipientId)?.name ?? "",
        page: problem.page ?? 1,
        width: inMillimetres(Number(problem.values?.width ?? 0)),
        height: inMillimetres(Number(problem.values?.height ?? 0)),
      })}
    </Strip>
  );
}

const refusedCodes = [
  "too_many_boxes",
  "boxes_on_different_pages",
  "box_too_small",
  "box_for_other_role",
  "page_turned",
  "page_offset",
] as const;

function refusedCode({ code }: Problem): (typeof refusedCodes)[number] {
  const found = refusedCodes.find((each) => each === code);
  if (!found) throw new Error(`No box is refused for ${code}`);
  return found;
}

/** The first broken rule that can be mended without asking; then the next one. */
function Mendable({ capabilities }: Pick<ProviderRailProps, "capabilities">) {
  const t = useTranslations("editor.rail");
  const { store, people, pages, problemsOf, say } = useEditor();
  const boxes = useEditorState((state) => state.boxes);
  const found = [...problemsOf(boxes), ...doubtPlacements(boxes, capabilities.boxes)];
  const mends = found.flatMap((problem) => {
    const mended = mendBoxes(problem, boxes, pages, capabilities.boxes);
    return mended ? [{ problem, mended }] : [];
  });
  const [first] = mends;
  if (!first) return null;
  return (
    <Strip
      action={
        <Button
          size="small"
          onClick={() => {
            store.dispatch({ kind: "replace", boxes: first.mended });
            say(t("mended"));
          }}
        >
          {t("mend")}
        </Button>
      }
    >
      <ProblemSentence problem={first.problem} people={people} />
    </Strip>
  );
}

/** The first box over which the provider will write, and the way to a better place for it. */
function Covered({ provider }: { provider: string }) {
  const t = useTranslations("editor.rail.covered");
  const { store, people, pages, marks, focusBox, say } = useEditor();
  const boxes = useEditorState((state) => state.boxes);
  const box = boxes.find((one) => isCovered(one, marks));
  if (!box) return null;
  const rect = moveAside(box, boxes, marks, pages);
  const action = rect ? (
    <Button
      size="small"
      onClick={() => {
        const moves = [{ id: box.id, page: box.page, rect }];
        if (store.dispatch({ kind: "place", moves })) say(t("moved"));
        focusBox(box.id);
      }}
    >
      {t("move")}
    </Button>
  ) : null;
  return (
    <Strip action={action}>
      {t.rich("sentence", {
        bdi,
        provider,
        page: box.page,
        name: people.find(({ id }) => id === box.recipientId)?.name ?? "",
      })}
    </Strip>
  );
}
