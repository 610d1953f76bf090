import { expect, test } from "vitest";
import { toRuns } from "./timeline-words";

const by = (action: string, actorName: string | null = null) => ({ action, actorName });

test("what is done often in a row stands once, the newest first", () => {
  const runs = toRuns([
    by("envelope.changed", "Sara"),
    by("envelope.changed", "Sara"),
    by("envelope.changed", "Ali"),
    by("attempt.document_fetched"),
    by("attempt.document_fetched"),
    by("recipient.signed"),
    by("recipient.signed"),
    by("attempt.document_fetched"),
  ]);
  expect(runs.map(({ event, times }) => [event.action, event.actorName, times])).toEqual([
    ["attempt.document_fetched", null, 1],
    ["recipient.signed", null, 1],
    ["recipient.signed", null, 1],
    ["attempt.document_fetched", null, 2],
    ["envelope.changed", "Ali", 1],
    ["envelope.changed", "Sara", 2],
  ]);
});
