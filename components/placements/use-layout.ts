import { useFormatter, useTranslations } from "next-intl";
import { useCallback } from "react";
import { isolated } from "@/components/envelopes/names";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/kernel/ids";
import type { Layout } from "@/lib/placements/apply-layout";
import { applyLayout } from "@/lib/placements/apply-layout";
import { withKnownPositions } from "@/lib/placements/position-rect";
import { useEditor } from "./editor-context";
import { judgeBoxes } from "./judge-boxes";

/** Puts boxes where they were in an earlier envelope, as one step, and says what went where. */
export function useLayout(): (layout: Layout) => void {
  const t = useTranslations("layouts");
  const format = useFormatter();
  const { store, people, positions, problemsOf, focusBox } = useEditor();
  return useCallback(
    (layout) => {
      const signers = people.filter(({ number }) => number !== null);
      const { boxes, withoutPerson, refused } = applyLayout(
        { ...layout, boxes: withKnownPositions(layout.boxes, positions) },
        signers.map(({ id }) => id),
        newId,
        (next, now) => judgeBoxes(next, now, problemsOf) !== undefined,
      );
      const leftOut = [
        ...(withoutPerson > 0 ? [t("withoutPerson", { count: withoutPerson })] : []),
        ...(refused > 0 ? [t("refused", { count: refused })] : []),
      ].join(" ");
      const [first] = boxes;
      if (!first) {
        toast.warning(t("nothingFits"), { description: leftOut });
        return;
      }
      store.dispatch({ kind: "replace", boxes });
      const whose = signers.flatMap(({ id, name }) => {
        const count = boxes.filter(({ recipientId }) => recipientId === id).length;
        return count > 0 ? [t("whose", { name: isolated(name), count })] : [];
      });
      toast.success(t("used", { title: isolated(layout.title) }), {
        description: `${t("placed", { whose: format.list(whose, "and") })} ${leftOut}`,
        duration: 10_000,
      });
      focusBox(first.id);
    },
    [store, people, positions, problemsOf, focusBox, t, format],
  );
}
