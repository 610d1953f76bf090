import "server-only";
import type { SendRequest } from "@/lib/provider-kit/contract";
import type { DocumentRow, EnvelopeRow, PlacementRow, RecipientRow } from "./queries";

/** Everything that a provider may need to know, as one frozen value; hashed when it is sent. */
export const prepareRequest = (
  envelope: EnvelopeRow,
  document: DocumentRow,
  people: readonly RecipientRow[],
  boxes: readonly PlacementRow[],
): SendRequest => ({
  envelopeId: envelope.id,
  referenceCode: envelope.referenceCode,
  title: envelope.title,
  message: envelope.message,
  document: { sha256: document.sha256, size: document.size, pageCount: document.pageCount },
  recipients: people.map(({ id, position, role, name, email, phone, identification }) => ({
    id,
    position,
    role,
    name,
    email,
    phone,
    identification,
  })),
  placements: boxes.map(({ id, recipientId, page, x, y, width, height }) => ({
    id,
    recipientId,
    page,
    rect: { space: "pdf", x, y, width, height },
  })),
  signingOrder: envelope.signingOrder,
  expiresAt: envelope.expiresAt,
  options: envelope.providerOptions,
});
