import { expect, test } from "vitest";
import type { EnvelopeStatus, RecipientRole, RecipientStatus } from "@/lib/vocabulary/envelope";
import { situationOf, waitingFor, whoseTurn } from "./situation";

const at = (
  status: EnvelopeStatus,
  mine: RecipientStatus = "seen",
  role: RecipientRole = "signer",
  isMyTurn = true,
  launch: Parameters<typeof situationOf>[0]["launch"] = null,
) => situationOf({ envelope: { status }, me: { role, status: mine, isMyTurn }, launch });

test("in an open envelope the role says what is asked", () => {
  expect(at("in_progress")).toBe("sign");
  expect(at("in_progress", "seen", "approver")).toBe("approve");
  expect(at("in_progress", "seen", "viewer", false)).toBe("read");
  expect(at("in_progress", "waiting", "signer", false)).toBe("wait");
});

test("who acts elsewhere is led there when it is their turn, and not before or after", () => {
  const launch = { providerName: "Post", ticket: "x", isReady: true, failedTry: null };
  expect(at("in_progress", "seen", "signer", true, launch)).toBe("launch");
  expect(at("in_progress", "seen", "approver", true, launch)).toBe("launch");
  expect(at("in_progress", "waiting", "signer", false, launch)).toBe("wait");
  expect(at("in_progress", "signed", "signer", false, launch)).toBe("acted");
  expect(at("needs_check", "seen", "signer", false, launch)).toBe("on_hold");
});

test("who has acted is asked for nothing any more", () => {
  expect(at("in_progress", "signed", "signer", false)).toBe("acted");
  expect(at("in_progress", "approved", "approver")).toBe("acted");
  expect(at("completing", "signed")).toBe("finishing");
  expect(at("completed", "signed")).toBe("completed");
});

test("a no of one's own is told apart from somebody else's", () => {
  expect(at("declined", "declined")).toBe("declined_by_me");
  expect(at("in_progress", "declined")).toBe("declined_by_me");
  expect(at("declined", "canceled")).toBe("declined");
});

test("an envelope that ended without a signature says why", () => {
  expect(at("expired")).toBe("expired");
  expect(at("canceled")).toBe("canceled");
  for (const status of ["queued", "sending", "needs_check", "failed", "conflict"] as const) {
    expect(at(status)).toBe("on_hold");
  }
});

test("viewers hold nobody up, and only those who can act are waited for", () => {
  const people = [
    { name: "Ali", role: "signer", status: "signed" },
    { name: "Sara", role: "approver", status: "sent" },
    { name: "Reza", role: "viewer", status: "sent" },
    { name: "Mina", role: "signer", status: "waiting" },
  ] as const;
  expect(whoseTurn(people)).toEqual(["Sara"]);
  expect(waitingFor(people)).toEqual(["Sara", "Mina"]);
});
