"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { RefusedAction } from "@/components/shell/error-words";
import { saveDraftAction } from "@/lib/envelopes/actions";
import type { Draft } from "./draft-state";
import { faultsOf, toSaving, withoutFaults } from "./draft-state";

export type Saving =
  | { readonly state: "clean" | "unsaved" | "saving" | "blocked" | "failed" | "stale" }
  | { readonly state: "saved"; readonly at: Date }
  | { readonly state: "refused"; readonly error: RefusedAction };

type DraftSaving = {
  readonly envelopeId: string;
  /** The revision that the screen was made from. */
  readonly rev: number;
  readonly draft: Draft;
  /** What the portal has at the beginning. */
  readonly known: Draft;
  readonly onCodesKept: (codes: ReadonlyMap<string, string>) => void;
  /** Called with each revision that came of a save. */
  readonly onKept: (rev: number) => void;
};

/**
 * Keeps a draft at the portal. One save at a time, always of the newest state, so nothing that was
 * typed during a save is lost; what is wrong stays on the screen, and the rest is kept.
 * @returns `save`, which says whether the portal has everything now, `revision`, which the portal
 * gave last, and `isUnsaved`
 */
export function useDraftSaving(props: DraftSaving) {
  const { envelopeId, rev, draft, known, onCodesKept, onKept } = props;
  const [saving, setSaving] = useState<Saving>({ state: "clean" });
  const newest = useRef(draft);
  newest.current = draft;
  const kept = useRef({ rev, draft: known, text: JSON.stringify(toSaving(known)) });
  const first = useRef(draft);
  const running = useRef<Promise<boolean>>(undefined);
  const isSettled = useRef(false);

  const saveOnce = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const isFaulty = newest.current.recipients.some((person) => faultsOf(person).length > 0);
      const now = withoutFaults(newest.current, kept.current.draft);
      const input = toSaving(now);
      if (JSON.stringify(input) === kept.current.text) {
        if (isFaulty) setSaving({ state: "blocked" });
        return !isFaulty;
      }
      setSaving({ state: "saving" });
      const answer = await saveDraftAction({ ...input, envelopeId, rev: kept.current.rev }).catch(
        () => undefined,
      );
      if (!answer?.ok) {
        setSaving(toFailure(answer?.error));
        return false;
      }
      const codes = new Map(input.recipients.map(({ id, senderCode }) => [id, senderCode]));
      const recipients = input.recipients.map((person) => ({ ...person, senderCode: "" }));
      kept.current = {
        rev: answer.value.rev,
        draft: now,
        text: JSON.stringify({ ...input, recipients }),
      };
      onKept(answer.value.rev);
      newest.current = forgetCodes(newest.current, codes);
      onCodesKept(codes);
      setSaving({ state: "saved", at: new Date() });
    }
  }, [envelopeId, onCodesKept, onKept]);

  const save = useCallback(async (): Promise<boolean> => {
    // A second wish waits for the first, then looks again whether anything is left to keep.
    await running.current;
    running.current ??= saveOnce().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [saveOnce]);

  useEffect(() => {
    if (draft === first.current) return;
    if (JSON.stringify(toSaving(draft)) === kept.current.text) return;
    const rest = withoutFaults(draft, kept.current.draft);
    const isOnlyFaults = JSON.stringify(toSaving(rest)) === kept.current.text;
    setSaving((before) =>
      before.state === "stale" || (before.state === "blocked" && isOnlyFaults)
        ? before
        : { state: "unsaved" },
    );
    if (isSettled.current) void save();
    isSettled.current = false;
  }, [draft, save]);

  /** The change that comes now is a choice, not typing, and is kept at once. */
  const settle = useCallback(() => {
    isSettled.current = true;
  }, []);

  const revision = useCallback(() => kept.current.rev, []);

  /** Also while a save waits for its answer. */
  const isUnsaved = useCallback(
    () =>
      running.current !== undefined ||
      (newest.current !== first.current &&
        JSON.stringify(toSaving(newest.current)) !== kept.current.text),
    [],
  );

  return { saving, save, settle, revision, isUnsaved };
}

function toFailure(error: RefusedAction | undefined): Saving {
  if (!error) return { state: "failed" };
  return error.code === "stale" ? { state: "stale" } : { state: "refused", error };
}

/** The screen forgets them a moment later; until then a comparison must not see them as new. */
const forgetCodes = (draft: Draft, codes: ReadonlyMap<string, string>): Draft => ({
  ...draft,
  recipients: draft.recipients.map((one) =>
    codes.get(one.id) === one.senderCode ? { ...one, senderCode: "" } : one,
  ),
});
