import { invalid } from "./sandbox-codes";
import type { MethodId } from "./sandbox-constants";
import { isLanguageCode, isMethodId, signDataTypes } from "./sandbox-constants";
import { readShape, requireText } from "./sandbox-shapes";
import type { Switches } from "./sandbox-switches";

/** The table "Create", and `previewPrintableLink`, which stands only in its example. */
const createShape = {
  apiKey: "string!",
  isAllowMultiple: "boolean!",
  isForceCreate: "boolean!",
  signatureMethodIds: "array!",
  signData: "string!",
  signRequestActionTypes: "array",
  signRequestUsers: "array!",
  tableId: "integer!",
  title: "string",
  documentId: "integer!",
  documentIdAsString: "string",
  documentType: "string",
  signDataTypeId: "integer",
  signDataFileExt: "string",
  hashAlgorithmId: "integer",
  previewPrintableLink: "string",
  printableLink: "string!",
  printableLinkExt: "string",
  templateId: "integer",
  organizationName: "string",
  organizationInn: "string",
  isVisibleToOthers: "boolean!",
} as const;
const userShape = {
  docStatusId: "integer!",
  userInfo: "string!",
  userKey: "string!",
  userId: "integer",
  signPriority: "integer",
  ipAddress: "string",
  userAgent: "string",
  userPhoneNumber: "string",
  parentUserKey: "string",
} as const;
const actionShape = {
  actionTypeId: "integer!",
  actionTypeName: "string!",
  templateId: "integer",
  translates: "array",
} as const;
const translationShape = { languageCode: "string!", name: "string!" } as const;

export type UserDraft = ReturnType<typeof readUser>;
export type ActionType = ReturnType<typeof readAction>;
export type RequestDraft = ReturnType<typeof readCreate>;

/** @throws CodedRefusal */
export function readCreate(value: unknown, switches: Switches) {
  const body = readShape(value, createShape, "$");
  requireText(body.signData, "$.signData");
  for (const key of ["printableLink", "previewPrintableLink"] as const) {
    const link = body[key];
    if (link !== null && !/^https?:$/.test(URL.parse(link)?.protocol ?? ""))
      throw invalid(`$.${key}`, "must be an address");
  }
  if (body.signDataTypeId !== null && !signDataTypes.includes(body.signDataTypeId))
    throw invalid("$.signDataTypeId", "is not one of SignDataTypeIdConst");
  if (body.organizationInn !== null && !inn.test(body.organizationInn))
    throw invalid("$.organizationInn", "must be an INN");
  const methods = body.signatureMethodIds.map((method, index): MethodId => {
    if (isMethodId(method)) return method;
    throw invalid(`$.signatureMethodIds[${index}]`, "is not one of SignatureMethodIdConst");
  });
  if (methods.length === 0) throw invalid("$.signatureMethodIds", "must not be empty");
  const users = body.signRequestUsers.map((each, index) =>
    readUser(each, `$.signRequestUsers[${index}]`, switches),
  );
  if (users.length === 0) throw invalid("$.signRequestUsers", "must not be empty");
  if (switches.allowMultiple === "of_people" && !body.isAllowMultiple && users.length > 1)
    throw invalid("$.signRequestUsers", "only one, as isAllowMultiple is false");
  const actions = (body.signRequestActionTypes ?? []).map((each, index) =>
    readAction(each, `$.signRequestActionTypes[${index}]`),
  );
  if (new Set(actions.map(({ actionTypeId }) => actionTypeId)).size < actions.length)
    throw invalid("$.signRequestActionTypes", "must differ in their actionTypeId");
  const { signatureMethodIds, signRequestUsers, signRequestActionTypes, ...facts } = body;
  return { ...facts, methods: [...new Set(methods)], users, actions };
}

/** Of a person 14 digits (PINFL), of an organisation 9 (INN), of which the first is never 0 or 1. */
const pinfl = /^[1-6]\d{13}$/;
const inn = /^[2-9]\d{8}$/;
const phoneForms = { national: /^\d{9}$/, with_country: /^998\d{9}$/ };

function readUser(value: unknown, path: string, { phoneForm }: Switches) {
  const user = readShape(value, userShape, path);
  requireText(user.userInfo, `${path}.userInfo`);
  for (const key of ["userKey", "parentUserKey"] as const) {
    const text = user[key];
    if (text !== null && !pinfl.test(text) && !inn.test(text))
      throw invalid(`${path}.${key}`, "must be a PINFL or an INN");
  }
  const phone = user.userPhoneNumber;
  if (phone !== null && !phoneForms[phoneForm].test(phone))
    throw invalid(`${path}.userPhoneNumber`, "must be a phone number");
  return user;
}

function readAction(value: unknown, path: string) {
  const { translates, ...action } = readShape(value, actionShape, path);
  requireText(action.actionTypeName, `${path}.actionTypeName`);
  const names = (translates ?? []).map((each, index) => {
    const place = `${path}.translates[${index}]`;
    const { languageCode, name } = readShape(each, translationShape, place);
    requireText(name, `${place}.name`);
    if (!isLanguageCode(languageCode))
      throw invalid(`${place}.languageCode`, "is not one of LanguageCodeConst");
    return [languageCode, name] as const;
  });
  return { ...action, names: new Map(names) };
}

export const readGet = (value: unknown) =>
  readShape(value, { apiKey: "string!", requestId: "string!", secretKey: "string!" }, "$");

export type StateUpdate = ReturnType<typeof readUpdateState>;

export function readUpdateState(value: unknown) {
  const body = readShape(
    value,
    {
      apiKey: "string!",
      tableId: "integer!",
      documentId: "integer",
      documentIdAsString: "string",
      documentType: "string",
    } as const,
    "$",
  );
  if (body.documentId === null && body.documentIdAsString === null)
    throw invalid("$.documentId", "or documentIdAsString is required");
  return body;
}

export const readLogsQuery = (value: unknown) =>
  readShape(value, { apiKey: "string!", isError: "boolean", signRequestIds: "array" }, "$");
