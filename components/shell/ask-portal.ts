import type { ActionResult } from "@/lib/accounts/guarded-action";

/**
 * A server action's answer, also when none came because the portal or the network is away: left
 * alone, that failure would take the whole page and what was typed into it.
 */
export const askPortal = <Value>(asked: Promise<ActionResult<Value>>) =>
  asked.catch(
    (): ActionResult<Value> => ({ ok: false, error: { code: "unreachable", values: {} } }),
  );

/**
 * Whether a page may ask for its newer self: a refresh that finds nobody makes Next leave it for
 * the browser's own error page.
 */
export const isPortalThere = (): Promise<boolean> =>
  fetch("/api/health", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
