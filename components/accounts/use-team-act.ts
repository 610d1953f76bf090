"use client";
import { useRouter } from "next/navigation";
import { askPortal } from "@/components/shell/ask-portal";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import { useErrorWords } from "./use-error-words";

/** Asks for one act, says what came of it, and shows the page anew. */
export function useTeamAct() {
  const router = useRouter();
  const words = useErrorWords();
  return async (asked: Promise<ActionResult<unknown>>, done: string): Promise<void> => {
    const result = await askPortal(asked);
    if (result.ok) toast.success(done);
    else toast.error(words(result.error.code, result.error.values));
    router.refresh();
  };
}
