import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Box } from "./box";
import { useEditor } from "./editor-context";
import { inMillimetres } from "./place-box";

/** How boxes are named and what is said of them; lengths as seen on the page, in millimetres. */
export function useBoxWords() {
  const t = useTranslations("editor");
  const { people, pages } = useEditor();
  return useMemo(() => {
    const factsOf = (box: Box) => {
      const page = pages[box.page - 1];
      const person = people.find(({ id }) => id === box.recipientId);
      const size = page ? inMillimetres(box, page) : { x: 0, y: 0, width: 0, height: 0 };
      return { ...size, page: box.page, name: person?.name ?? t("somebody") };
    };
    return {
      name: (box: Box) => t("box", factsOf(box)),
      place: (box: Box) => t("boxPlace", factsOf(box)),
      size: (box: Box) => t("boxSize", factsOf(box)),
      from: (box: Box) => t("boxFrom", factsOf(box)),
    };
  }, [t, people, pages]);
}
