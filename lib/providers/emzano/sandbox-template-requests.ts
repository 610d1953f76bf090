import { codedRefusal, plainRefusal } from "./sandbox-codes";
import type { DocumentDraft, Item, PersonDraft } from "./sandbox-documents";
import type { Body, Shape } from "./sandbox-requests";
import {
  checkDraft,
  headShape,
  readExpiry,
  readShape,
  requireList,
  requireText,
} from "./sandbox-requests";
import type { Switches } from "./sandbox-switches";
import { buildTemplatePdf } from "./sandbox-template-pdf";
import type { Slot, TemplateItem } from "./sandbox-templates";
import { checkValue, templates } from "./sandbox-templates";

const templateShape: Shape = {
  ...headShape,
  templateId: "string",
  documentFields: "array",
  ownerFields: "array",
};
const personShape: Shape = {
  id: "string",
  contact: "string",
  title: "string",
  nationalCode: "string",
  name: "string",
};
const itemShape: Shape = { name: "string", value: "string" };

/** Reads the body of `execute/template`. @throws SandboxRefusal */
export function readTemplateRequest(value: unknown, switches: Switches): DocumentDraft {
  const body = readShape(value, templateShape, "$");
  const templateId = requireText(body, "templateId", "Template Id").toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(templateId))
    throw plainRefusal("The JSON value could not be converted. Path: $.templateId.");
  const title = requireText(body, "title", "Title");
  const wanted = requireList(body, "workflows", "Workflows").map((each, index) =>
    readWorkflow(each, `$.workflows[${index}]`),
  );
  const template = templates.find(({ id }) => id === templateId);
  if (!template) throw codedRefusal(3006);
  const people = toPeople(template.slots, wanted);
  const items = readItems(body, "documentFields", template.items);
  const ownerItems = readItems(body, "ownerFields", template.ownerItems);
  const draft = {
    title,
    callbackUrl: (body.callbackUrl as string | null | undefined) ?? null,
    expiredAt: readExpiry(body),
    file: buildTemplatePdf([
      title,
      ...people.flatMap((person) => [person.title, person.name]),
      ...[...items, ...ownerItems].flatMap((item) => [item.title, item.value ?? ""]),
    ]),
    isCertificatePaid: body.certificatePayment === true,
    startPage: 0,
    people,
    items,
    ownerItems,
  };
  checkDraft(draft, switches);
  return draft;
}

function readWorkflow(value: unknown, path: string) {
  const body = readShape(value, personShape, path);
  return {
    id: requireText(body, "id", "Id").toLowerCase(),
    contact: requireText(body, "contact", "Contact"),
    nationalCode: requireText(body, "nationalCode", "National Code"),
    name: requireText(body, "name", "Name"),
  };
}

/** The template's slots, each with its person; order and boxes are the template's. */
function toPeople(
  slots: readonly Slot[],
  wanted: readonly ReturnType<typeof readWorkflow>[],
): PersonDraft[] {
  if (slots.length !== wanted.length || slots.some(({ id }, index) => id !== wanted[index]?.id))
    throw codedRefusal(3005);
  if (slots.some(({ role, box }) => role === "signer" && !box)) throw codedRefusal(3024);
  return slots.flatMap((slot, index) => {
    const person = wanted[index];
    return person ? [{ ...slot, ...person }] : [];
  });
}

function readItems(body: Body, key: string, items: readonly TemplateItem[]): Item[] {
  const given = new Map<string, string | null>();
  for (const [index, each] of ((body[key] ?? []) as unknown[]).entries()) {
    const item = readShape(each, itemShape, `$.${key}[${index}]`);
    const name = requireText(item, "name", "Name");
    if (given.has(name) || !items.some((known) => known.name === name)) throw codedRefusal(3027);
    given.set(name, (item.value as string | null | undefined) ?? null);
  }
  return items.map(({ name, title, tag }) => {
    const value = given.get(name) ?? null;
    checkValue(tag, value);
    const rule = tag
      .replace(/^_(REQUIRED|OPTIONAL)_/, "")
      .toLowerCase()
      .replaceAll("_", "-");
    return { name, rule, title, value };
  });
}
