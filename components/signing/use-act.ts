import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import type { AppErrorCode } from "@/lib/kernel/errors";

/** `offline`: the answer never came; `broken`: the portal failed. Both can be tried again. */
export type Failure = AppErrorCode | "offline" | "broken";

export type Act = {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  /** Runs `work` unless it is running: a double tap never does a thing twice. */
  readonly run: <Value>(
    work: () => Promise<ActionResult<Value>>,
    onDone: (value: Value) => void,
  ) => Promise<void>;
};

/** The page that the person sees is out of date: a fresh one says where things stand. */
const outdated: readonly Failure[] = ["conflict", "not_your_turn", "link_unusable", "code_needed"];

export function useAct(): Act {
  const router = useRouter();
  const isRunning = useRef(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run: Act["run"] = async (work, onDone) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setIsBusy(true);
    setFailure(null);
    const result = await work().catch(toFailure);
    isRunning.current = false;
    setIsBusy(false);
    if (typeof result !== "string" && result.ok) return onDone(result.value);
    const why = typeof result === "string" ? result : result.error.code;
    setFailure(why);
    if (outdated.includes(why)) router.refresh();
  };
  return { isBusy, failure, run };
}

/** `fetch` fails with a TypeError and nothing else when there is no network (Fetch, 5.6). */
function toFailure(error: unknown): Failure {
  return error instanceof TypeError || !navigator.onLine ? "offline" : "broken";
}
