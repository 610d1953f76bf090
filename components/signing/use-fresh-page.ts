import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isPortalThere } from "@/components/shell/ask-portal";
import type { Situation } from "./situation";

/** Milliseconds between looks, where something is expected to happen without this person. */
const every: Partial<Record<Situation, number>> = {
  finishing: 3_000,
  acted: 20_000,
  wait: 20_000,
  launch: 20_000,
};

/**
 * Asks again from time to time and when the person comes back to the tab.
 * @param pause milliseconds, where somebody waits for just that
 */
export function useFreshPage(situation: Situation, pause = every[situation]): void {
  const router = useRouter();
  useEffect(() => {
    if (!pause) return;
    const look = async () => {
      if (document.visibilityState === "visible" && (await isPortalThere())) router.refresh();
    };
    const timer = setInterval(look, pause);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [pause, router]);
}
