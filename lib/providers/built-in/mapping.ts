import type { SendRequest, Values } from "@/lib/provider-kit/contract";

/** What the built-in signer is asked to do; shown in the review and hashed when it is sent. */
export const toSigningPlan = (request: SendRequest): Values => ({
  referenceCode: request.referenceCode,
  title: request.title,
  message: request.message,
  document: request.document,
  signingOrder: request.signingOrder,
  expiresAt: request.expiresAt?.toISOString() ?? null,
  options: request.options,
  recipients: request.recipients.map((recipient) => ({
    position: recipient.position + 1,
    role: recipient.role,
    name: recipient.name,
    email: recipient.email,
    phone: recipient.phone,
    identification: recipient.identification,
    boxes: request.placements
      .filter((placement) => placement.recipientId === recipient.id)
      .map(({ page, rect: { x, y, width, height } }) => ({ page, x, y, width, height })),
  })),
});
