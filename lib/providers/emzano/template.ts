import type { TemplateSample } from "@/lib/provider-kit/contract";
import { TemplateSampleError } from "@/lib/provider-kit/errors";
import { toBareLetters } from "@/lib/recipients/iran/number-words";
import { toPlainText } from "@/lib/recipients/plain-text";
import type {
  TemplateField,
  TemplateFieldGroup,
  TemplateFieldKind,
  TemplateSlot,
  TemplateWarning,
} from "@/lib/vocabulary/template";
import { pairAmounts } from "./template-amounts";
import type { BodyText } from "./template-text";
import { findBody, placeOf } from "./template-text";
import type { Entry, ListNode, Node, ObjectNode } from "./template-tree";
import { readTree } from "./template-tree";

type Problem = ConstructorParameters<typeof TemplateSampleError>[0];
type Reading = {
  readonly body: BodyText;
  readonly warnings: TemplateWarning[];
  readonly fail: (code: Problem, at: number, found: string) => never;
};

/** As the vocabulary has it. */
const most = { slots: 100, fields: 500, name: 200 };

/** Manual §3, "Sample Types", without underscores. */
const kinds = new Map<string, TemplateFieldKind>([
  ["TEXT", "text"],
  ["NUMBER", "number"],
  ["PRICENUMBER", "rial_amount"],
  ["PRICETEXT", "amount_words"],
  ["SHEBA", "sheba"],
  ["EMAIL", "email"],
  ["ENGLISHTEXT", "english_text"],
  ["PERSIANTEXT", "persian_text"],
  ["PHONE", "iran_mobile"],
  ["NATIONALCODE", "national_code"],
  ["URL", "web_address"],
]);

const rootKeys = [
  ...["templateid", "title", "callbackurl", "expiredat", "certificatepayment"],
  ...["workflows", "documentfields", "ownerfields"],
];
const slotKeys = ["id", "contact", "title", "nationalcode", "name"];
const fieldKeys = ["name", "value", "title"];

/**
 * The sample body that the provider's panel shows for a template: ids are fixed, and a tag stands for
 * every value. @throws TemplateSampleError
 */
export function parseTemplateSample(text: string): TemplateSample {
  const body = findBody(text);
  const { root, end } = readTree(body);
  const warnings: TemplateWarning[] = [];
  const fail = (code: Problem, at: number, found: string): never => {
    throw new TemplateSampleError(code, placeOf(body, at), found.slice(0, most.name));
  };
  const reading = { body, warnings, fail };

  const entries = readEntries(reading, root, rootKeys, "");
  const file = root.entries.find(({ key }) => toKey(key) === "base64file");
  if (file) fail("not_a_sample", file.at, file.key);
  if (!rootKeys.some((key) => entries.has(key)))
    fail("not_a_sample", root.at, root.entries[0]?.key ?? "{}");
  const second = body.text.slice(end).search(/templateId/i);
  if (second !== -1) fail("duplicate", end + second, "templateId");

  const id = entries.get("templateid");
  const externalId = toText(id?.value);
  if (externalId === "" || readTag(externalId))
    fail("no_template_id", id?.at ?? root.at, externalId);
  if (externalId.length > most.name) fail("too_long", id?.at ?? root.at, externalId);
  const slots = readSlots(reading, root, entries.get("workflows"));
  const fields = [
    ...readFields(reading, "document", entries.get("documentfields")),
    ...readFields(reading, "owner", entries.get("ownerfields")),
  ];
  if (fields.length > most.fields) fail("too_long", root.at, `${fields.length}`);
  return { shape: { externalId, slots, fields: pairAmounts(fields) }, warnings };
}

/** Without what copying adds unseen. Joiners stay: Persian names have them. */
const toClean = (text: string): string => toPlainText(text.replace(/[\u00ad\u200b\u2060]/g, ""));

const toKey = (key: string): string => toClean(key).toLowerCase();

const toText = (node: Node | undefined): string =>
  node?.kind === "text" ? toClean(node.text) : "";

/** By name, however it is capitalised. What is not known is told of, and nothing stands twice. */
function readEntries(
  { warnings, fail }: Reading,
  { entries }: ObjectNode,
  known: readonly string[],
  where: string,
): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const entry of entries) {
    const key = toKey(entry.key);
    if (found.has(key)) fail("duplicate", entry.at, entry.key);
    found.set(key, entry);
    if (!known.includes(key))
      warnings.push({
        code: "unknown_key",
        where: (where ? `${where}.${entry.key}` : entry.key).slice(0, most.name),
        found: print(entry.value),
      });
  }
  return found;
}

function print(node: Node): string {
  if (node.kind === "text") return node.text.slice(0, most.name);
  return node.kind === "list" ? "[…]" : "{…}";
}

/** The objects of a list; none for one that is missing or `null`. */
function readList({ fail }: Reading, entry: Entry | undefined): readonly ObjectNode[] {
  if (!entry || toText(entry.value) === "null") return [];
  const list: ListNode =
    entry.value.kind === "list" ? entry.value : fail("not_a_sample", entry.value.at, entry.key);
  return list.items.map((item) =>
    item.kind === "object" ? item : fail("not_a_sample", item.at, print(item)),
  );
}

function readSlots(reading: Reading, root: ObjectNode, entry: Entry | undefined): TemplateSlot[] {
  const { fail } = reading;
  const people = readList(reading, entry);
  if (people.length === 0) fail("no_recipients", entry?.at ?? root.at, entry?.key ?? "workflows");
  if (people.length > most.slots) fail("too_long", entry?.at ?? 0, `${people.length}`);
  const seen = new Set<string>();
  return people.map((person, index) => {
    const entries = readEntries(reading, person, slotKeys, `workflows[${index}]`);
    const id = toText(entries.get("id")?.value);
    const at = entries.get("id")?.at ?? person.at;
    const title = toText(entries.get("title")?.value).slice(0, most.name);
    if (id === "" || readTag(id)) fail("without_id", at, id || title);
    if (id.length > most.name) fail("too_long", at, id);
    if (seen.has(id.toLowerCase())) fail("duplicate", at, id);
    seen.add(id.toLowerCase());
    // Who signs, approves or only reads was decided in the panel, and the sample does not say it.
    return { id, title: readTag(title) ? "" : title, role: "signer" };
  });
}

function readFields(
  reading: Reading,
  group: TemplateFieldGroup,
  entry: Entry | undefined,
): TemplateField[] {
  const { fail, warnings } = reading;
  const seen = new Set<string>();
  return readList(reading, entry).map((item, index) => {
    const entries = readEntries(reading, item, fieldKeys, `${entry?.key}[${index}]`);
    const name = toText(entries.get("name")?.value);
    const at = entries.get("name")?.at ?? item.at;
    if (name === "") fail("without_name", at, print(item));
    if (name.length > most.name) fail("too_long", at, name);
    if (seen.has(name)) fail("duplicate", at, name);
    seen.add(name);
    const value = entries.get("value")?.value;
    const tag = readTag(toText(value));
    const kind = kinds.get(tag?.type ?? "");
    if (!kind)
      warnings.push({
        code: tag ? "unknown_type" : "value_without_type",
        where: name,
        found: value ? print(value) : "",
      });
    return {
      group,
      name,
      label: toLabel(toText(entries.get("title")?.value), item) || name,
      kind: kind ?? "text",
      rawType: tag ? toText(value).slice(0, most.name) : "",
      isRequired: tag?.isRequired ?? false,
      amountOf: null,
    };
  });
}

/** `_REQUIRED_PRICE_TEXT`, however it is capitalised; undefined for what is a value already. */
function readTag(
  text: string,
): { readonly isRequired: boolean; readonly type: string } | undefined {
  const [, need, type = ""] = /^_?(?:(required|optional)_)?(\w+)$/i.exec(text) ?? [];
  const isTag = need !== undefined || /^_[A-Z][A-Z_]*$/.test(text);
  if (!isTag) return undefined;
  return {
    isRequired: need?.toLowerCase() === "required",
    type: type.toUpperCase().replaceAll("_", ""),
  };
}

/** The same letters in any order: what is copied from a PDF has its words turned round. */
const toLetters = (text: string): string => [...toBareLetters(text)].sort().join("");

/** What the provider's own samples say beside every field, which names none. */
const generalRemarks = new Set(
  [
    "باید مقداردهی کنید",
    "در صورت تمایل مقداردهی کنید",
    "نام فیلدی که در طراحی تمپلیت انتخاب کردید",
    "فیلدهای مربوط به محتوای سند",
    "فیلدهای مربوط به ارسال‌کننده سند",
    "شناسه‌ها ثابت هستند و نیازی به تغییر نیست",
  ].map(toLetters),
);

function toLabel(title: string, item: ObjectNode): string {
  const labels = [title, ...item.remarks()].map((text) =>
    toPlainText(text.slice(0, 2 * most.name).replace(/[\s*]+/g, " ")).slice(0, most.name),
  );
  return (
    labels.find((one) => one !== "" && !readTag(one) && !generalRemarks.has(toLetters(one))) ?? ""
  );
}
