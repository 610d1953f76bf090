import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useEditor } from "./editor-context";
import type { LineProposal } from "./find-lines-state";

/** How a proposal is named: whose signature, and on which page. */
export function useLineWords(): (proposal: LineProposal) => string {
  const t = useTranslations("editor.lines");
  const { people } = useEditor();
  return useCallback(
    ({ page, recipientId }) => {
      const name = people.find(({ id }) => id === recipientId)?.name;
      return name === undefined ? t("placeOfNobody", { page }) : t("place", { page, name });
    },
    [t, people],
  );
}
