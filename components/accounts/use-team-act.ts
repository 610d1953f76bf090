"use client";
import { useRouter } from "next/navigation";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/accounts/guarded-action";

/** Asks for one act, says what came of it, and shows the page anew. */
export function useTeamAct() {
  const router = useRouter();
  const words = useErrorWords();
  return async (asked: Promise<ActionResult<unknown>>, done: string): Promise<void> => {
    const result = await askPortal(asked);
    if (result.ok) toast.success(done);
    else toast.error(words(result.error));
    router.refresh();
  };
}
