import { useEffect, useState } from "react";
import type { MarkInput } from "@/lib/envelopes/schema";
import { forgetMark, keepMark, restoreMark } from "./kept-mark";

export type KeptMark = {
  readonly mark: MarkInput | null;
  readonly choose: (mark: MarkInput) => void;
  readonly forget: () => void;
};

/** The chosen mark, also after a reload. `owner` tells this envelope and person from others. */
export function useMark(owner: string): KeptMark {
  const [mark, setMark] = useState<MarkInput | null>(null);
  useEffect(() => setMark(restoreMark(owner)), [owner]);
  return {
    mark,
    choose: (chosen) => {
      keepMark(owner, chosen);
      setMark(chosen);
    },
    forget: forgetMark,
  };
}
