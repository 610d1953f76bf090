import "server-only";
import { pageSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { SendRecipient, SendRequest } from "@/lib/provider-kit/contract";
import { fillTemplate } from "./fill-template";
import type { Content } from "./load-content";
import { pagesOf } from "./load-content";
import type { EnvelopeRow, PlacementRow, RecipientRow } from "./queries";
import { openIdentity } from "./seal-identity";

export const toSendRecipient = (row: RecipientRow): SendRecipient => ({
  id: row.id,
  position: row.position,
  role: row.role,
  name: row.name,
  email: row.email,
  phone: row.phone,
  identification: row.identification,
  identity: openIdentity(row.id, row.identityEncrypted),
  slotId: row.slotId,
});

/** Everything that a provider may need to know, as one frozen value; hashed when it is sent. */
export const prepareRequest = (
  envelope: EnvelopeRow,
  content: Content,
  people: readonly RecipientRow[],
  boxes: readonly PlacementRow[],
): SendRequest => {
  const { document, template } = content;
  const pages = pagesOf(content);
  return {
    envelopeId: envelope.id,
    referenceCode: envelope.referenceCode,
    title: envelope.title,
    message: envelope.message,
    document: document && {
      sha256: document.sha256,
      size: document.size,
      pageCount: document.pageCount,
    },
    template: template && fillTemplate(template.shape, template.typed),
    recipients: people.map(toSendRecipient),
    placements: boxes.map(({ id, recipientId, page, x, y, width, height, position }) => ({
      id,
      recipientId,
      page,
      rect: { space: "pdf", x, y, width, height },
      ...heightOf(pages[page - 1]),
      ...(position && { position }),
    })),
    signingOrder: envelope.signingOrder,
    expiresAt: envelope.expiresAt,
    options: envelope.providerOptions,
  };
};

const heightOf = (page: PageBox | undefined) => page && { pageHeight: pageSize(page).height };
