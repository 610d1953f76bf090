import { useState, useSyncExternalStore } from "react";
import type { Autosave } from "@/components/placements/autosave";
import { createAutosave } from "@/components/placements/autosave";
import { useSavingBeforeLeaving } from "@/components/placements/use-saving-before-leaving";
import type { Saving } from "@/components/recipients/use-draft-saving";
import { saveValuesAction } from "@/lib/envelopes/actions";
import type { TemplateValue } from "@/lib/envelopes/schema";

/** Milliseconds. */
const delay = 600;
type Values = readonly TemplateValue[];

/** Keeps what is typed at the portal, a moment after the last letter and before the page is left. */
export function useValuesSaving(envelopeId: string, rev: number) {
  const [autosave] = useState(() =>
    createAutosave<Values>({
      rev,
      delay,
      save: (values, seen) => saveValuesAction({ envelopeId, rev: seen, values: [...values] }),
    }),
  );
  const state = useSyncExternalStore(autosave.subscribe, autosave.getState, autosave.getState);
  useSavingBeforeLeaving(autosave);
  return { saving: toSaving(state), change: autosave.change, save: autosave.flush };
}

function toSaving(state: ReturnType<Autosave<Values>["getState"]>): Saving {
  switch (state.kind) {
    case "saved":
      return state.at ? { state: "saved", at: state.at } : { state: "clean" };
    case "waiting":
      return { state: "unsaved" };
    case "saving":
      return { state: "saving" };
    case "offline":
      return { state: "failed" };
    case "failed":
      return state.code === "stale"
        ? { state: "stale" }
        : { state: "refused", error: { code: state.code, values: state.values } };
  }
}
