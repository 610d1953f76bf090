import { expect, test } from "vitest";
import type { RecipientSnapshot, Snapshot } from "@/lib/provider-kit/contract";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import { isOurs } from "./recognise-document";

const envelope = { referenceCode: "K7Q2X-4PDM9" };
const people = [
  { id: "signer", role: "signer" },
  { id: "reader", role: "viewer" },
] as const;
const shown = (...ids: (string | null)[]): Snapshot => ({
  status: "in_progress",
  rawState: "",
  title: "Lease · K7Q2X-4PDM9",
  createdAt: null,
  values: [],
  signedFile: null,
  evidence: null,
  recipients: ids.map(
    (recipientId): RecipientSnapshot => ({
      recipientId,
      name: "",
      status: "sent",
      isTheirTurn: true,
      times: { sent: null, seen: null, filled: null, acted: null },
      rawState: "",
      facts: {},
    }),
  ),
});

test("a reader is looked for only where the provider has readers", () => {
  const without: { roles: RecipientRole[] } = { roles: ["signer", "approver"] };
  const having: { roles: RecipientRole[] } = { roles: ["signer", "viewer"] };
  expect(isOurs(shown("signer"), envelope, people, without)).toBe(true);
  expect(isOurs(shown("signer"), envelope, people, having)).toBe(false);
  expect(isOurs(shown("signer", "reader"), envelope, people, having)).toBe(true);
});

test("one person more, or another title, is not ours", () => {
  const roles: RecipientRole[] = ["signer", "approver"];
  expect(isOurs(shown("signer", null), envelope, people, { roles })).toBe(false);
  expect(isOurs(shown(null), envelope, people, { roles })).toBe(false);
  expect(isOurs(shown("signer"), { referenceCode: "other" }, people, { roles })).toBe(false);
});
