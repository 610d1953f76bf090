import type { MarkInput } from "@/lib/envelopes/schema";

const key = "muhr_mark";

/** The mark survives a reload of this tab, for this envelope and person only. */
export function keepMark(owner: string, mark: MarkInput): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ owner, mark }));
  } catch {
    // Storage can be full or switched off (HTML Standard, Web storage): then it lives in memory.
  }
}

export function restoreMark(owner: string): MarkInput | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return kept?.owner === owner ? kept.mark : null;
  } catch {
    return null;
  }
}

export function forgetMark(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept where storage is switched off.
  }
}
