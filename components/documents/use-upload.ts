"use client";
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { InspectionAnswers } from "@/lib/documents/schema";
import { refuseBySize, sendFile } from "./send-file";
import type { UploadState } from "./upload-state";
import { idle, nextUploadState } from "./upload-state";

type Upload = {
  readonly state: UploadState;
  readonly choose: (file: File) => void;
  readonly answer: (answers: InspectionAnswers) => void;
  readonly repeat: () => void;
  readonly cancel: () => void;
};

/** One file on its way to the portal; a second choice ends the first. @param limit megabytes */
export function useUpload(limit: number): Upload {
  const [state, dispatch] = useReducer(nextUploadState, idle);
  const running = useRef<AbortController>(undefined);
  const latest = useRef(state);
  latest.current = state;

  const send = useCallback(
    async (file: File, answers: InspectionAnswers) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const tooLarge = refuseBySize(file, limit);
      const answer =
        tooLarge ??
        (await sendFile({
          file,
          answers,
          signal: controller.signal,
          onProgress: (sent) => dispatch({ type: "progressed", sent }),
        }));
      if (running.current === controller) dispatch({ type: "ended", answer });
    },
    [limit],
  );
  const choose = useCallback(
    (file: File) => {
      dispatch({ type: "chosen", file });
      void send(file, {});
    },
    [send],
  );
  const answer = useCallback(
    (answers: InspectionAnswers) => {
      const now = latest.current;
      if (now.step === "idle") return;
      dispatch({ type: "answered", answers });
      void send(now.file, { ...now.answers, ...answers });
    },
    [send],
  );
  const repeat = useCallback(() => {
    const now = latest.current;
    if (now.step === "idle") return;
    dispatch({ type: "repeated" });
    void send(now.file, now.answers);
  }, [send]);
  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => cancel, [cancel]);
  return { state, choose, answer, repeat, cancel };
}
