import "server-only";
import type { Problem } from "@/lib/placements/check-rules";
import { checkPlacements } from "@/lib/placements/check-rules";
import type { PageBox } from "@/lib/placements/schema";
import type { SendRecipient, SendRequest } from "@/lib/provider-kit/contract";
import type { FormatName } from "@/lib/recipients/formats";
import { formats } from "@/lib/recipients/formats";
import type { Capabilities, IdentityPart, IdentityScheme } from "@/lib/vocabulary/capabilities";
import { askedParts, isWanted, offeredRoles } from "@/lib/vocabulary/capabilities";
import { checkValues } from "./check-values";
import { deadlineYears, latestDeadline } from "./schema";

type Circumstances = {
  readonly now: Date;
  readonly isMailConfigured: boolean;
  readonly hasSenderCode: (recipientId: string) => boolean;
};

const isFormat = (scheme: IdentityScheme): scheme is FormatName => scheme in formats;

function partOf({ name, email, phone, identity }: SendRecipient, part: IdentityPart): string {
  if (part === "name") return name;
  if (part === "email") return email ?? "";
  if (part === "phone") return phone ?? "";
  return identity[part] ?? "";
}

/** Everything that keeps an envelope from being sent; an empty list means that it may go. */
export function checkEnvelope(
  request: SendRequest,
  pages: readonly PageBox[],
  capabilities: Capabilities,
  { now, isMailConfigured, hasSenderCode }: Circumstances,
): Problem[] {
  const problems: Problem[] = [];
  if (request.title === "") problems.push({ code: "no_title" });
  // In a template its author has said who does what.
  if (!request.template && !request.recipients.some(({ role }) => role === "signer"))
    problems.push({ code: "no_signer" });
  if (request.expiresAt && request.expiresAt <= now) problems.push({ code: "expires_in_the_past" });
  if (request.expiresAt && request.expiresAt > latestDeadline(now))
    problems.push({ code: "expires_too_late", values: deadlineYears });
  if (request.document && request.document.size > capabilities.largestFile)
    problems.push({ code: "file_too_large", values: { bytes: capabilities.largestFile } });
  const taken = new Set<string>();
  for (const person of request.recipients) {
    const who = {
      recipientId: person.id,
      values: { name: person.name, position: person.position + 1 },
    };
    if (person.name === "") problems.push({ code: "recipient_without_name", ...who });
    if (person.identification === "email_code" && !person.email)
      problems.push({ code: "recipient_without_email", ...who });
    if (person.identification === "email_code" && !isMailConfigured)
      problems.push({ code: "recipient_unreachable", ...who });
    if (person.identification === "sender_code" && !hasSenderCode(person.id))
      problems.push({ code: "recipient_without_code", ...who });
    for (const asked of askedParts(capabilities, person.role)) {
      const { part, called = part, scheme, isRequired, isUnique, choices } = asked;
      const text = partOf(person, part);
      const isPreset = isRequired && choices !== undefined;
      if (part !== "name" && text === "" && !isPreset && isWanted(asked, request.options))
        problems.push({
          code: isRequired ? "identity_missing" : "identity_missing_for_choice",
          ...who,
          part: called,
        });
      if (text !== "" && choices && !choices.includes(text))
        problems.push({ code: "identity_not_offered", ...who, part: called });
      const verdict = text === "" || !isFormat(scheme) ? undefined : formats[scheme](text);
      if (verdict && !verdict.ok)
        problems.push({
          code: "identity_wrong",
          ...who,
          values: { ...who.values, ...verdict.values },
          part: called,
          why: verdict.problem,
        });
      const same = `${part} ${verdict?.ok ? verdict.value : text}`;
      if (isUnique && text !== "" && taken.has(same))
        problems.push({ code: "identity_twice", ...who, part: called });
      taken.add(same);
    }
    if (!offeredRoles(capabilities).includes(person.role))
      problems.push({ code: "role_not_known", ...who });
  }
  if (request.template) return [...problems, ...checkValues(request.template, request.recipients)];
  const boxes = request.placements.map(({ rect, ...box }) => ({ ...box, ...rect }));
  return [...problems, ...checkPlacements(boxes, request.recipients, pages, capabilities)];
}
