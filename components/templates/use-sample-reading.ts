import { useEffect, useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { readSampleAction } from "@/lib/templates/actions";
import type { SampleReading } from "@/lib/templates/read-sample";
import { limits } from "@/lib/templates/schema";

type Read = {
  readonly text: string;
  readonly connectionId: string;
  readonly reading?: SampleReading;
  readonly refused?: RefusedAction;
};

/** Milliseconds after the last change. */
const delay = 300;

/** What the portal understands of a text, asked again a moment after every change. */
export function useSampleReading(connectionId: string, templateId: string | null) {
  const [text, setText] = useState("");
  const [read, setRead] = useState<Read>();
  const isBlank = text.trim() === "";
  useEffect(() => {
    if (isBlank) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const sample = text.slice(0, limits.sample);
      const answer = await askPortal(readSampleAction({ connectionId, templateId, sample }));
      if (!isCurrent) return;
      setRead({
        text,
        connectionId,
        ...(answer.ok ? { reading: answer.value } : { refused: answer.error }),
      });
    }, delay);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, isBlank, connectionId, templateId]);
  const isNewest = read?.text === text && read.connectionId === connectionId;
  return {
    text,
    setText,
    isReading: !isBlank && !isNewest,
    reading: isNewest && !isBlank ? read.reading : undefined,
    refused: isNewest && !isBlank ? read.refused : undefined,
  };
}
