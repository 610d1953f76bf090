"use client";
import { useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import type { Portion } from "@/lib/envelopes/move-portion";

/** How far an act in portions is, and where it stopped, why. */
export type PortionStage =
  | { readonly is: "asked" }
  | { readonly is: "running" | "done"; readonly count: number }
  | { readonly is: "stopped"; readonly count: number; readonly why: string };

/** Asks for one portion after the other until none is left. `run` says how many came of it, or nothing where it stopped. */
export function usePortions() {
  const words = useErrorWords();
  const [stage, setStage] = useState<PortionStage>({ is: "asked" });
  async function run(ask: () => Promise<ActionResult<Portion>>): Promise<number | undefined> {
    let count = 0;
    for (let isMore = true; isMore; ) {
      setStage({ is: "running", count });
      const result = await askPortal(ask());
      if (!result.ok) {
        setStage({ is: "stopped", count, why: words(result.error) });
        return undefined;
      }
      count += result.value.count;
      ({ isMore } = result.value);
    }
    setStage({ is: "done", count });
    return count;
  }
  return { stage, run };
}
