import { createHash } from "node:crypto";
import type { SendRecipient, SendRequest, SignedData, Values } from "@/lib/provider-kit/contract";
import { composeStatement } from "@/lib/provider-kit/statement";
import type { FormatName } from "@/lib/recipients/formats";
import { formats } from "@/lib/recipients/formats";
import { toNationalPhone } from "@/lib/recipients/uzbekistan/phone";
import { actionMeanings, offeredAnswers, toActionTypes } from "./mapping-actions";
import type { WebimzoOptions } from "./options";
import { dataTypes, methodIds, webimzoOptions } from "./options";
import type { WebimzoSettings } from "./settings";

/**
 * Our number of the document: 53 bits, all that JSON numbers hold, and always the same for one
 * envelope, so that a repeat finds what the first try made.
 */
export const toDocumentId = (envelopeId: string): number =>
  Number(createHash("sha256").update(envelopeId).digest().readBigUInt64BE() >> 11n);

/** There is no other place for our reference code that comes back in every data type. */
const toTitle = ({ title, referenceCode }: SendRequest): string => `${title} · ${referenceCode}`;

/** The body of Create. */
export function toCreate(request: SendRequest, settings: WebimzoSettings): Values {
  const options = webimzoOptions.parse(request.options);
  const documentId = toDocumentId(request.envelopeId);
  const signed = toSignedData(request, settings);
  const printable = { insert: "printable_url" } as const;
  const { organizationName, organizationInn } = settings;
  return withoutGaps({
    apiKey: { insert: "setting", name: "apiKey" },
    title: toTitle(request),
    isForceCreate: request.isForced === true,
    tableId: options.tableId ?? settings.tableId,
    documentId,
    documentIdAsString: String(documentId),
    documentType: options.documentType,
    isAllowMultiple: options.isAllowMultiple,
    signDataTypeId: dataTypes[options.dataType],
    signData: signed.kind === "document" ? { insert: "document_base64" } : signed.text,
    signDataFileExt: options.signDataFileExt,
    hashAlgorithmId: options.hashAlgorithmId,
    previewPrintableLink: options.hasPreviewLink ? printable : undefined,
    printableLink: printable,
    printableLinkExt: options.printableLinkExt,
    templateId: options.templateId,
    organizationName,
    organizationInn: organizationInn && normalised("inn", organizationInn),
    isVisibleToOthers: options.isVisibleToOthers,
    signRequestUsers: toUsers(request, settings, options),
    signRequestActionTypes: toActionTypes(request, settings),
    signatureMethodIds: methodIds[options.methods],
  });
}

/** What `signData` is. */
export function toSignedData(request: SendRequest, settings: WebimzoSettings): SignedData {
  if (!request.document) throw new Error("A sign request without a document");
  const options = webimzoOptions.parse(request.options);
  const { dataType } = options;
  if (dataType === "pdf" || dataType === "bytes") return { kind: "document" };
  if (dataType === "printable_hash") return { kind: "hash", text: request.document.sha256 };
  const meanings = actionMeanings(settings, offeredAnswers(request, options));
  return { kind: "statement", text: composeStatement(request, meanings) };
}

function toUsers(
  { recipients, signingOrder }: SendRequest,
  settings: WebimzoSettings,
  { statusBetween, statusAtEnd }: WebimzoOptions,
): Values[] {
  const people = recipients
    .filter(({ role }) => role !== "viewer")
    .toSorted((one, other) => one.position - other.position);
  const priorityOf = ({ position, identity }: SendRecipient): number =>
    Number(identity.priority ?? (signingOrder === "sequential" ? position + 1 : 1));
  return people.map((person) => {
    const { identity, phone, position, name } = person;
    const priority = priorityOf(person);
    const isLast = people.every((other) => other === person || priorityOf(other) < priority);
    return withoutGaps({
      userKey: toUserKey(person),
      userInfo: name,
      userId: Number(identity.number ?? position + 1),
      docStatusId: Number(identity.status_number ?? (isLast ? statusAtEnd : statusBetween)),
      signPriority: priority,
      ipAddress: identity.ip_address,
      userAgent: identity.user_agent,
      userPhoneNumber: phone ? toPhone(phone, settings) : undefined,
      parentUserKey: identity.superior_id && normalised("pinfl_or_inn", identity.superior_id),
    });
  });
}

/** A PINFL, or an INN; as it was typed when it is neither. */
export const toUserKey = ({ identity }: Pick<SendRecipient, "identity">): string =>
  normalised("pinfl_or_inn", identity.national_id ?? "");

function toPhone(phone: string, { phoneForm }: WebimzoSettings): string {
  const international = normalised("uzbek_phone", phone);
  return phoneForm === "national"
    ? toNationalPhone(international)
    : international.replace(/^\+/, "");
}

function normalised(format: FormatName, text: string): string {
  const verdict = formats[format](text);
  return verdict.ok ? verdict.value : text;
}

/** What was left empty is not sent. */
const withoutGaps = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ""),
  );
