import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import type { ActionResult } from "@/lib/accounts/guarded-action";

/** Runs an action of the ways out of "needs a check" and tells what became of it. */
export function useWayOut<Value>(onDone: (value: Value) => void) {
  const router = useRouter();
  const [error, setError] = useState<RefusedAction>();
  const [isBusy, start] = useTransition();
  const run = (action: Promise<ActionResult<Value>>) =>
    start(async () => {
      const answer = await askPortal(action);
      if (!answer.ok) return setError(answer.error);
      setError(undefined);
      onDone(answer.value);
      router.refresh();
    });
  return { error, isBusy, run };
}
