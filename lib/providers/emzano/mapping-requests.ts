import type { BoxScale } from "@/lib/placements/provider-rect";
import type { SendRecipient, SendRequest, Values } from "@/lib/provider-kit/contract";
import { readMobile, toDialledMobile } from "@/lib/recipients/iran/mobile";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import type { TemplateFieldGroup } from "@/lib/vocabulary/template";
import { emzanoOptions } from "./options";
import type { EmzanoSettings } from "./settings";

const roleNumbers: Readonly<Record<RecipientRole, number>> = { signer: 0, viewer: 1, approver: 2 };
const roleWords: Readonly<Record<RecipientRole, string>> = {
  signer: "امضاکننده",
  viewer: "بیننده",
  approver: "تأییدکننده",
};

/**
 * The title as the provider keeps it: there is no other place for our reference code, and no list of
 * documents to search.
 */
const toTitle = ({ title, referenceCode }: SendRequest): string => `${title} · ${referenceCode}`;

/** What both ways of sending begin with. */
const toHead = (request: SendRequest): Values => ({
  title: toTitle(request),
  callbackUrl: { insert: "callback_url" },
  ...(request.expiresAt && { expiredAt: request.expiresAt.toISOString() }),
  certificatePayment: emzanoOptions.parse(request.options).certificatePayment,
});

const toPerson = (person: SendRecipient, settings: EmzanoSettings): Values => ({
  contact: toContact(person.phone ?? "", settings),
  nationalCode: person.identity.national_id ?? "",
  name: person.name,
});

/** Manual §4, "send a PDF with recipients". */
export function toExecuteFile(request: SendRequest, settings: EmzanoSettings): Values {
  if (!request.document) throw new Error("A file is sent without a document");
  const page = Math.min(
    ...request.placements.map((placement) => placement.page),
    request.document.pageCount,
  );
  return {
    base64File: { insert: "document_base64" },
    ...toHead(request),
    startPage: page - 1 + Number(settings.startPageBase),
    workflows: request.recipients
      .toSorted((one, other) => one.position - other.position)
      .map((person) => ({
        title: person.identity.title || roleWords[person.role],
        ...toPerson(person, settings),
        role: roleNumbers[person.role],
        ...toSignatureField(request, person, settings),
      })),
  };
}

/**
 * Manual §3, "use a template": people in the order of their places, and only the values that there
 * are, always as texts.
 */
export function toExecuteTemplate(request: SendRequest, settings: EmzanoSettings): Values {
  if (!request.template) throw new Error("A template is filled in without one");
  const { shape, values } = request.template;
  const toFields = (wanted: TemplateFieldGroup): Values[] =>
    shape.fields.flatMap(({ group, name, kind }) => {
      const given = values.find((one) => one.group === group && one.name === name);
      if (group !== wanted || !given?.value) return [];
      const isPhone = kind === "iran_mobile";
      return [{ name, value: isPhone ? toContact(given.value, settings) : given.value }];
    });
  return {
    templateId: shape.externalId,
    ...toHead(request),
    workflows: shape.slots.flatMap(({ id, title }) => {
      const person = request.recipients.find(({ slotId }) => slotId === id);
      return person ? [{ id, ...toPerson(person, settings), title }] : [];
    }),
    documentFields: toFields("document"),
    ownerFields: toFields("owner"),
  };
}

export const toBoxScale = ({ unitsPerPoint, swapWidthHeight }: EmzanoSettings): BoxScale => ({
  unitsPerPoint,
  areSidesExchanged: swapWidthHeight,
});

/** Only for who signs. Pixels from the lower left corner. */
function toSignatureField(
  { placements, options }: SendRequest,
  { id, role }: SendRecipient,
  { unitsPerPoint, swapWidthHeight }: EmzanoSettings,
): Values {
  const placement = placements.find(({ recipientId }) => recipientId === id);
  if (role !== "signer" || !placement) return {};
  const { digitalSignature, repeatSignature } = emzanoOptions.parse(options);
  const { rect } = placement;
  const toUnits = (points: number) => Math.round(points * unitsPerPoint * 100) / 100;
  const [width, height] = swapWidthHeight ? [rect.height, rect.width] : [rect.width, rect.height];
  return {
    signatureField: {
      x: toUnits(rect.x),
      y: toUnits(rect.y),
      width: toUnits(width),
      height: toUnits(height),
      digitalSignature,
      repeatSignature,
    },
  };
}

/** What cannot be read as a mobile goes out as it is: the review has refused it before. */
function toContact(phone: string, { phoneForm }: EmzanoSettings): string {
  const verdict = readMobile(phone);
  if (!verdict.ok) return phone;
  return phoneForm === "local" ? toDialledMobile(verdict.value) : verdict.value;
}
