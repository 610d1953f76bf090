import { useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { sendToManyAction } from "@/lib/envelopes/actions";
import type { SendToManyInput } from "@/lib/envelopes/schema";
import { newId } from "@/lib/kernel/ids";
import type { ManyRow } from "@/lib/recipients/check-many";

export type ManyOutcome =
  | { readonly ok: true; readonly envelopeId: string; readonly wasSentBefore: boolean }
  | { readonly ok: false; readonly error: RefusedAction };
/** By line of the file. */
export type ManyOutcomes = ReadonlyMap<number, ManyOutcome>;

/** Rows of one question to the portal: few enough that the screen moves on every moment. */
const piece = 5;
const nameOf = (templateId: string) => `muhr.many.${templateId}`;

/** Outlives a reload of the page, so that a row which went out before it does not go again. */
function batchOf(templateId: string): string {
  const kept = sessionStorage.getItem(nameOf(templateId));
  if (kept) return kept;
  const made = newId();
  sessionStorage.setItem(nameOf(templateId), made);
  return made;
}

/** Sends rows a few at a time. After a failure in the middle the rest can be sent by asking again. */
export function useManySending(templateId: string, version: number) {
  const [outcomes, setOutcomes] = useState<ManyOutcomes>(new Map());
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const send = async (
    rows: readonly ManyRow[],
    about: Pick<SendToManyInput, "title" | "message" | "expiresAt" | "options">,
  ) => {
    const batchId = batchOf(templateId);
    const known = new Map<number, ManyOutcome>();
    setOutcomes(known);
    setProgress({ done: 0, total: rows.length });
    for (let at = 0; at < rows.length; at += piece) {
      const some = rows.slice(at, at + piece);
      const asked = some.map(({ problems: _, ...row }) => row);
      const input = { templateId, version, batchId, ...about, rows: asked };
      const answer = await askPortal(sendToManyAction(input));
      if (answer.ok) for (const { line, ...outcome } of answer.value) known.set(line, outcome);
      else for (const { line } of some) known.set(line, { ok: false, error: answer.error });
      setOutcomes(new Map(known));
      setProgress({ done: Math.min(at + piece, rows.length), total: rows.length });
    }
    setProgress(undefined);
  };
  const forget = () => setOutcomes(new Map());
  const beginAnew = () => {
    sessionStorage.removeItem(nameOf(templateId));
    forget();
  };
  return { outcomes, progress, send, forget, beginAnew };
}
