import { expect, test } from "vitest";
import { auditActions, wayOfKnowing } from "@/lib/vocabulary/audit";
import { toListAddress } from "./list-address";
import { nextStepOf } from "./next-step";
import { toFix } from "./problem-link";
import { progressOf, waitedFor } from "./progress";
import { toAuditAction, toRuns } from "./timeline-words";

const ali = {
  name: "Ali",
  role: "signer",
  status: "sent",
  email: "ali@example.org",
  isTheirTurn: true,
  hasPageHere: true,
  isAskedThere: false,
} as const;
const mail = { isMailConfigured: true };
const noMail = { isMailConfigured: false };

test("who has not opened the link is to be reminded, or handed the link where no mail goes", () => {
  expect(nextStepOf("in_progress", [ali], mail)).toEqual({
    kind: "nextNotOpenedMailed",
    name: "Ali",
  });
  expect(nextStepOf("in_progress", [ali], noMail)?.kind).toBe("nextNotOpened");
  expect(nextStepOf("in_progress", [{ ...ali, email: null }], mail)?.kind).toBe("nextNotOpened");
});

test("who has opened it is waited for in the words of their role", () => {
  const seen = { ...ali, status: "seen" } as const;
  expect(nextStepOf("in_progress", [seen], mail)?.kind).toBe("nextOpenedSigner");
  expect(nextStepOf("in_progress", [{ ...seen, role: "approver" }], mail)?.kind).toBe(
    "nextOpenedApprover",
  );
});

test("several at once are named together, those who come later are not", () => {
  const sara = { ...ali, name: "Sara" };
  const later = { ...ali, name: "Reza", status: "waiting", isTheirTurn: false } as const;
  expect(nextStepOf("in_progress", [ali, sara, later], mail)).toEqual({
    kind: "nextSeveral",
    names: ["Ali", "Sara"],
  });
});

test("whom the signing service alone serves, it has asked itself", () => {
  const there = { ...ali, hasPageHere: false };
  expect(nextStepOf("in_progress", [there], mail)).toEqual({ kind: "nextThere", name: "Ali" });
});

test("whom the signing service has asked, nobody has to hand a link, though there is one", () => {
  const asked = { ...ali, isAskedThere: true };
  expect(nextStepOf("in_progress", [asked], noMail)).toEqual({ kind: "nextThere", name: "Ali" });
  const seen = { ...asked, status: "seen" } as const;
  expect(nextStepOf("in_progress", [seen], noMail)?.kind).toBe("nextOpenedSigner");
});

test("what moves by itself says so, and what has ended has no next step", () => {
  expect(nextStepOf("completing", [], mail)?.kind).toBe("nextCompleting");
  expect(nextStepOf("completed", [ali], mail)).toBeUndefined();
  expect(nextStepOf("declined", [ali], mail)).toBeUndefined();
});

test("a viewer is neither counted nor waited for", () => {
  const people = [
    { name: "Ali", role: "signer", status: "signed" },
    { name: "Sara", role: "approver", status: "seen" },
    { name: "Reza", role: "viewer", status: "sent" },
  ] as const;
  expect(progressOf(people)).toEqual({ done: 1, total: 2 });
  expect(waitedFor(people).map(({ name }) => name)).toEqual(["Sara"]);
});

test("a filter is an address without empty parts", () => {
  expect(toListAddress({})).toBe("/envelopes");
  expect(toListAddress({ status: ["draft"], q: "علی", after: undefined })).toBe(
    `/envelopes?status=draft&q=${encodeURIComponent("علی")}`,
  );
});

test("each problem leads to the place where it is put right", () => {
  expect(toFix("e", { code: "signer_without_box", recipientId: "r" }).href).toBe(
    "/envelopes/e/boxes",
  );
  expect(toFix("e", { code: "recipient_without_name", recipientId: "r" }).href).toBe(
    "/envelopes/e/people#identity-r-name",
  );
  const wanted = { code: "identity_missing", recipientId: "r", part: "birth_year" } as const;
  expect(toFix("e", wanted).href).toBe("/envelopes/e/people#identity-r-birth_year");
  const option = { name: "stampDuty", problem: "missing" };
  expect(toFix("e", { code: "option_wrong", option })).toEqual({
    href: "/envelopes/e/people#option-stampDuty",
    words: "fixOption",
  });
  expect(toFix("e", { code: "no_title" }).href).toBe("/envelopes/e/people#draft-title");
  expect(toFix("e", { code: "no_signer" }).href).toBe("/envelopes/e/people");
  expect(toFix("e", { code: "file_too_large" }).href).toBe("/envelopes/new");
});

test("an action or actor that this screen does not know is never shown as a code", () => {
  expect(toAuditAction("something.new")).toBeUndefined();
  expect(toAuditAction(auditActions[0])).toBe(auditActions[0]);
  const signed = "recipient.signed";
  expect(wayOfKnowing(signed, "account", "person")).toBe("howPerson");
  expect(wayOfKnowing(signed, "provider", "callback")).toBe("howCallback");
  expect(wayOfKnowing(signed, "provider", undefined)).toBe("howProvider");
  expect(wayOfKnowing(signed, "something", null)).toBe("howSystem");
});

test("what Muhr did after a report of the service, the service has not reported", () => {
  for (const action of ["envelope.completed", "artifact.stored", "callback.confirmed"])
    expect(wayOfKnowing(action, "provider", "callback")).toBe("howSystem");
  expect(wayOfKnowing("callback.received", "provider", undefined)).toBe("howProvider");
});

test("changes of one person that follow each other are told once, newest first", () => {
  const by = (action: string, actorName: string | null = "Ali") => ({ action, actorName });
  const runs = toRuns([
    by("envelope.created"),
    by("envelope.changed"),
    by("envelope.changed"),
    by("envelope.changed", "Sara"),
    by("envelope.sent", null),
    by("envelope.sent", null),
  ]);
  expect(runs.map(({ event, times }) => `${event.action} ${times}`)).toEqual([
    "envelope.sent 1",
    "envelope.sent 1",
    "envelope.changed 1",
    "envelope.changed 2",
    "envelope.created 1",
  ]);
});
