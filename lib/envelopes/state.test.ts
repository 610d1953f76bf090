import { describe, expect, test } from "vitest";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import type { Turn } from "./state";
import { canBecome, haveAllActed, isTheirTurn, recipientsDue } from "./state";

test("an envelope moves over the allowed edges and over no others", () => {
  const edges = envelopeStatuses.flatMap((from) =>
    envelopeStatuses.filter((to) => canBecome(from, to)).map((to) => `${from} > ${to}`),
  );
  expect(edges).toEqual([
    "draft > queued",
    "queued > sending",
    "queued > canceled",
    "queued > failed",
    "sending > queued",
    "sending > needs_check",
    "sending > in_progress",
    "sending > failed",
    "needs_check > queued",
    "needs_check > in_progress",
    "needs_check > failed",
    "needs_check > conflict",
    "in_progress > completing",
    "in_progress > declined",
    "in_progress > expired",
    "in_progress > canceled",
    "in_progress > conflict",
    "completing > completed",
    "completing > conflict",
    "declined > conflict",
    "expired > conflict",
    "canceled > conflict",
  ]);
});

const turn = (position: number, role: Turn["role"], status: Turn["status"]): Turn => ({
  id: String(position),
  position,
  role,
  status,
});
const due = (turns: Turn[], order: "sequential" | "parallel") =>
  recipientsDue(turns, order).map(({ id }) => id);

describe("whose turn it is", () => {
  test("one after another: the first who has not acted, and viewers on the way", () => {
    expect(
      due(
        [
          turn(0, "viewer", "waiting"),
          turn(1, "signer", "waiting"),
          turn(2, "viewer", "waiting"),
          turn(3, "signer", "waiting"),
        ],
        "sequential",
      ),
    ).toEqual(["0", "1"]);
    expect(
      due([turn(0, "signer", "signed"), turn(1, "approver", "waiting")], "sequential"),
    ).toEqual(["1"]);
    expect(due([turn(0, "signer", "seen"), turn(1, "signer", "waiting")], "sequential")).toEqual(
      [],
    );
    expect(due([turn(0, "signer", "signed"), turn(1, "viewer", "waiting")], "sequential")).toEqual([
      "1",
    ]);
  });
  test("all at once: everybody", () => {
    expect(due([turn(0, "signer", "waiting"), turn(1, "viewer", "waiting")], "parallel")).toEqual([
      "0",
      "1",
    ]);
  });
  test("a viewer never acts and never holds up the end; approvers and signers do", () => {
    expect(isTheirTurn(turn(0, "viewer", "seen"))).toBe(false);
    expect(haveAllActed([turn(0, "signer", "signed"), turn(1, "viewer", "sent")])).toBe(true);
    expect(haveAllActed([turn(0, "signer", "signed"), turn(1, "approver", "seen")])).toBe(false);
    expect(haveAllActed([turn(0, "viewer", "seen")])).toBe(false);
  });
});
