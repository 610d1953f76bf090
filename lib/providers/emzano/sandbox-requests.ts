import { randomUUID } from "node:crypto";
import { countPages, stampPdf } from "@/lib/provider-kit/sandbox-stamp";
import { codedRefusal, emptyRefusal, plainRefusal } from "./sandbox-codes";
import type { DocumentDraft, PersonDraft, SignatureBox } from "./sandbox-documents";
import { roles } from "./sandbox-documents";
import type { Switches } from "./sandbox-switches";
import { checkValue } from "./sandbox-templates";

type Kind = "string" | "number" | "boolean" | "array" | "object";
export type Shape = Readonly<Record<string, Kind>>;
export type Body = Readonly<Record<string, unknown>>;

/**
 * Holds a JSON object against its documented keys and types. A key too many is refused: a real
 * server would pass over a misspelled optional key in silence, and nobody would learn of it.
 */
export function readShape(value: unknown, shape: Shape, path: string): Body {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw plainRefusal(`The JSON value could not be converted. Path: ${path}.`);
  for (const [key, each] of Object.entries(value)) {
    const kind = shape[key];
    if (!kind)
      throw plainRefusal(`The JSON property '${key}' could not be mapped. Path: ${path}.${key}.`);
    const found = Array.isArray(each) ? "array" : typeof each;
    if (each !== null && found !== kind)
      throw plainRefusal(`The JSON value could not be converted. Path: ${path}.${key}.`);
  }
  return value as Body;
}

/** @throws SandboxRefusal in FluentValidation's words */
export function requireText(body: Body, key: string, name: string): string {
  const text = body[key];
  if (typeof text !== "string" || text.trim() === "") throw emptyRefusal(name);
  return text;
}

export function requireList(body: Body, key: string, name: string): readonly unknown[] {
  const list = body[key];
  if (!Array.isArray(list) || list.length === 0) throw emptyRefusal(name);
  return list;
}

export const headShape: Shape = {
  title: "string",
  callbackUrl: "string",
  expiredAt: "string",
  certificatePayment: "boolean",
  workflows: "array",
};

export function readExpiry(body: Body): Date | null {
  if (typeof body.expiredAt !== "string") return null;
  const at = new Date(body.expiredAt);
  if (Number.isNaN(at.getTime()) || !/^\d{4}-\d\d-\d\dT/.test(body.expiredAt))
    throw plainRefusal("The JSON value could not be converted. Path: $.expiredAt.");
  return at;
}

const phoneForms = { local: /^09\d{9}$/, international: /^\+989\d{9}$/ };

/** What both kinds of create say with a code. @throws SandboxRefusal */
export function checkDraft(draft: DocumentDraft, { phoneForm }: Switches): void {
  checkValue("_OPTIONAL_URL", draft.callbackUrl);
  for (const { contact, nationalCode } of draft.people) {
    if (!phoneForms[phoneForm].test(contact)) throw codedRefusal(3027);
    checkValue("_REQUIRED_NATIONALCODE", nationalCode);
  }
  for (const key of ["contact", "nationalCode"] as const)
    if (new Set(draft.people.map((person) => person[key])).size < draft.people.length)
      throw codedRefusal(3004);
  if (draft.people.every(({ role }) => role === "viewer")) throw codedRefusal(1);
  if (draft.expiredAt && draft.expiredAt <= new Date()) throw codedRefusal(3010);
}

const fileShape: Shape = { ...headShape, base64File: "string", startPage: "number" };
const personShape: Shape = {
  title: "string",
  contact: "string",
  nationalCode: "string",
  role: "number",
  name: "string",
  signatureField: "object",
};
const boxShape: Shape = {
  x: "number",
  y: "number",
  width: "number",
  height: "number",
  digitalSignature: "boolean",
  repeatSignature: "boolean",
};

function readBox(value: unknown, path: string): SignatureBox | null {
  if (value === undefined || value === null) return null;
  const body = readShape(value, boxShape, path);
  const number = (key: string, name: string) => {
    const each = body[key];
    if (typeof each !== "number") throw emptyRefusal(name);
    return each;
  };
  const box = {
    x: number("x", "X"),
    y: number("y", "Y"),
    width: number("width", "Width"),
    height: number("height", "Height"),
    digitalSignature: body.digitalSignature === true,
    repeatSignature: body.repeatSignature === true,
  };
  if (box.x < 0) throw plainRefusal("'X' must be greater than or equal to '0'.");
  if (box.y < 0) throw plainRefusal("'Y' must be greater than or equal to '0'.");
  if (box.width <= 0) throw plainRefusal("'Width' must be greater than '0'.");
  if (box.height <= 0) throw plainRefusal("'Height' must be greater than '0'.");
  return box;
}

function readPerson(value: unknown, index: number): PersonDraft {
  const path = `$.workflows[${index}]`;
  const body = readShape(value, personShape, path);
  const person = {
    id: randomUUID(),
    title: requireText(body, "title", "Title"),
    contact: requireText(body, "contact", "Contact"),
    nationalCode: requireText(body, "nationalCode", "National Code"),
    name: requireText(body, "name", "Name"),
    box: readBox(body.signatureField, `${path}.signatureField`),
  };
  if (typeof body.role !== "number") throw emptyRefusal("Role");
  const role = roles[body.role];
  if (!role)
    throw plainRefusal(`'Role' has a range of values which does not include '${body.role}'.`);
  return { ...person, role };
}

/** Reads the body of `execute/file`. @throws SandboxRefusal */
export function readFileRequest(value: unknown, switches: Switches): DocumentDraft {
  const body = readShape(value, fileShape, "$");
  const base64 = requireText(body, "base64File", "Base64 File");
  const title = requireText(body, "title", "Title");
  const people = requireList(body, "workflows", "Workflows").map(readPerson);
  const startPage = Number(body.startPage ?? switches.startPageBase) - switches.startPageBase;
  const file = toFile(base64);
  const draft = {
    title,
    callbackUrl: (body.callbackUrl as string | null | undefined) ?? null,
    expiredAt: readExpiry(body),
    file: file.bytes,
    startPage,
    isCertificatePaid: body.certificatePayment === true,
    people,
    items: [],
    ownerItems: [],
  };
  if (!Number.isInteger(startPage) || startPage < 0 || startPage >= file.pageCount)
    throw codedRefusal(1);
  checkDraft(draft, switches);
  return draft;
}

function toFile(base64: string): { bytes: Buffer; pageCount: number } {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) throw codedRefusal(3019);
  const bytes = Buffer.from(base64, "base64");
  try {
    const pageCount = countPages(bytes);
    // Who takes a file in must be able to give it back signed.
    const rect = { x: 0, y: 0, width: 1, height: 1 };
    const everywhere = Array.from({ length: pageCount }, (_, page) => ({ page, rect, label: "" }));
    stampPdf(bytes, everywhere, "media");
    return { bytes, pageCount };
  } catch {
    throw codedRefusal(3019);
  }
}
