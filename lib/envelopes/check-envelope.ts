import "server-only";
import type { Problem } from "@/lib/placements/check-rules";
import { checkPlacements } from "@/lib/placements/check-rules";
import type { PageBox } from "@/lib/placements/schema";
import type { SendRequest } from "@/lib/provider-kit/contract";
import type { Capabilities } from "@/lib/vocabulary/capabilities";

type Circumstances = {
  readonly now: Date;
  readonly isMailConfigured: boolean;
  readonly hasSenderCode: (recipientId: string) => boolean;
};

/** Everything that keeps an envelope from being sent; an empty list means that it may go. */
export function checkEnvelope(
  request: SendRequest,
  pages: readonly PageBox[],
  capabilities: Capabilities,
  { now, isMailConfigured, hasSenderCode }: Circumstances,
): Problem[] {
  const problems: Problem[] = [];
  if (request.title === "") problems.push({ code: "no_title" });
  if (!request.recipients.some(({ role }) => role === "signer"))
    problems.push({ code: "no_signer" });
  if (request.expiresAt && request.expiresAt <= now) problems.push({ code: "expires_in_the_past" });
  if (request.document.size > capabilities.largestFile)
    problems.push({ code: "file_too_large", values: { bytes: capabilities.largestFile } });
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
    if (!capabilities.roles.includes(person.role))
      problems.push({ code: "role_not_known", ...who });
  }
  const boxes = request.placements.map(({ rect, ...box }) => ({ ...box, ...rect }));
  return [...problems, ...checkPlacements(boxes, request.recipients, pages, capabilities)];
}
