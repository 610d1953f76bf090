import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TemplateSampleError } from "@/lib/provider-kit/errors";
import { templateShape } from "@/lib/vocabulary/template";
import type { Template } from "./sandbox-templates";
import { templates, toSample } from "./sandbox-templates";
import { parseTemplateSample } from "./template";

const [lease] = templates as readonly [Template, ...Template[]];
const sample = toSample(lease);
const plain = parseTemplateSample(sample);

/** A body with one slot and these fields. */
const bodyOf = (fields: string, rest = "") => `{
  "templateId": "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c7a",
  "workflows": [{ "id": "b9df253f-70e8-44b2-afaf-78dbff33fdd7", "title": "طرف اول" }],
  "documentFields": [${fields}],${rest}
}`;
const fieldsOf = (fields: string) => parseTemplateSample(bodyOf(fields)).shape.fields;
const problemOf = (text: string): object => {
  try {
    return parseTemplateSample(text);
  } catch (error) {
    if (!(error instanceof TemplateSampleError)) throw error;
    const { code, place, found } = error;
    return { code, place, found };
  }
};

describe("the sample of the provider's panel", () => {
  test("gives the template's fixed ids, its people and its fields", () => {
    const { shape, warnings } = plain;
    expect(warnings).toEqual([]);
    expect(templateShape.parse(shape)).toEqual(shape);
    expect(shape.externalId).toBe(lease.id);
    expect(shape.slots).toEqual(
      lease.slots.map(({ id, title }) => ({ id, title, role: "signer" })),
    );
    expect(shape.fields.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
      ["contract-number", "number", true],
      ["text-1", "text", true],
      ["rent", "rial_amount", true],
      ["rent-in-words", "amount_words", true],
      ["sheba", "sheba", true],
      ["email", "email", true],
      ["name-english", "english_text", true],
      ["city", "persian_text", true],
      ["phone", "iran_mobile", true],
      ["witness", "national_code", true],
      ["website", "web_address", false],
      ["field-2", "number", false],
      ["office", "text", false],
    ]);
    expect(shape.fields.at(-1)).toEqual({
      group: "owner",
      name: "office",
      label: "office",
      kind: "text",
      rawType: "_OPTIONAL_TEXT",
      isRequired: false,
      amountOf: null,
    });
  });

  const escaped = JSON.stringify(sample);
  test.each([
    ["after a byte order mark", `\ufeff${sample}`],
    ["with Windows' line ends", sample.replaceAll("\n", "\r\n")],
    ["with spaces that do not break", sample.replaceAll("  ", "\u00a0\u202f")],
    [
      "with marks of direction around everything",
      sample.replace(/(["{}[\]:,])/g, "\u200f$1\u200e"),
    ],
    ["with spaces of no width inside everything", sample.replace(/(\w\w)(?=\w)/g, "$1\u200b")],
    ["with typographic quotes", sample.replace(/"([^"\n]*)"/g, "“$1”")],
    ["with quotes turned to one side", sample.replace(/"([^"\n]*)"/g, "”$1”")],
    ["with single quotes", sample.replaceAll('"', "'")],
    ["with guillemets", sample.replace(/"([^"\n]*)"/g, "«$1»")],
    ["with names that are not quoted", sample.replace(/"(\w+)":/g, "$1:")],
    ["with Persian commas", sample.replace(/,(?=[ \n])/g, "،")],
    ["with Persian semicolons", sample.replace(/,(?=[ \n])/g, "؛")],
    ["without commas", sample.replace(/,(?=[ \n])/g, "")],
    [
      "with a comma after everything",
      sample.replace(/(?<=["}\]\w])(?=\s*(?:\/\/.*)?\n\s*[}\]])/g, ","),
    ],
    ["in other capitals", sample.replace(/"(\w+)":/g, (key) => key.toUpperCase())],
    [
      "with tags in small letters",
      sample.replace(/_(REQUIRED|OPTIONAL)_\w+/g, (tag) => tag.toLowerCase()),
    ],
    ["with tags without their first underscore", sample.replace(/_(REQUIRED|OPTIONAL)_/g, "$1_")],
    ["with remarks in blocks", sample.replace(/\/\/ (.*)/g, "/* $1\n */")],
    ["as a string of a program", escaped],
    ["as an escaped body", escaped.slice(1, -1)],
    [
      "in a cURL command",
      `curl -X POST {{BASE_URL}}/api/v1/clm/documents/execute/template \\\n  -H "Authorization: Bearer YOUR_ACCESS_TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d '${sample}'`,
    ],
    ["in a cURL command of Windows", `curl --data ${escaped} -H "Accept: */*"`],
    [
      "in a cURL command as browsers copy it",
      `curl 'https://api.example' --data-raw $'${sample.replace(/[\n\\']/g, (one) => (one === "\n" ? "\\n" : `\\${one}`))}' --compressed`,
    ],
    ["under its title", `Request Body \n\n${sample}\nResponse\n`],
  ])("is read %s", (_, text) => {
    const { shape } = parseTemplateSample(text);
    const unprinted = ({ fields, ...rest }: typeof shape) => ({
      ...rest,
      fields: fields.map(({ rawType, ...field }) => field),
    });
    expect(unprinted(shape)).toEqual(unprinted(plain.shape));
  });

  test("is read as its manual gives it when it is copied, with turned remarks", () => {
    const manual = `Request Body
{
نیست تغییر به نیازی و هستند ثابت ها شناسه //
   "templateId": "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c7a",
نمایید وارد را سند عنوان //
   "title": "_REQUIRED_TEXT",
شد خواهد ارسال شما کالبک به سند وضعیت و شناسه سند، شدن نهایی از پس //
   "callbackUrl": "_OPTIONAL_URL", // Method : POST
   "certificatePayment": true,
   "workflows": [// سند گیرندگان
       {
نیست تغییر به نیازی و هستند ثابت ها شناسه //
           "id": "b9df253f-70e8-44b2-afaf-78dbff33fdd7",
           "title": " قرارداد اول طرف ",
                      // کنید وارد را سند گیرنده نام
           "name": "_REQUIRED_TEXT"
       }
   ],
   "documentFields": [// سند محتوای به مربوط فیلدهای
       {
کردید انتخاب تمپلیت طراحی در که فیلدی نام //
           "name": "text-1",
کنید دهی مقدار باید //
           "value": "_REQUIRED_TEXT"
       },
       {
           "name": "field-2",
کنید دهی مقدار تمایل صورت در //
           "value": "_OPTIONAL_NUMBER"
       }
   ],
   "ownerFields": [// سند کننده ارسال به مربوط فیلدهای ]
} `;
    const { shape, warnings } = parseTemplateSample(manual);
    expect(warnings).toEqual([]);
    expect(shape.slots).toMatchObject([{ title: "قرارداد اول طرف" }]);
    expect(shape.fields.map(({ label, kind }) => [label, kind])).toEqual([
      ["text-1", "text"],
      ["field-2", "number"],
    ]);
  });
});

describe("a field", () => {
  test("is called by the remark beside it, when that says something of it", () => {
    const fields = fieldsOf(`
      { "name": "a", "value": "_REQUIRED_TEXT" }, // شماره قرارداد
      { "name": "b", // نام فیلدی که در طراحی تمپلیت انتخاب کردید
        "value": "_REQUIRED_TEXT" // باید مقداردهی کنید
      },
      // تاریخ شروع
      { "name": "c", "value": "_OPTIONAL_TEXT" // در صورت تمایل مقدار دهی کنید
      },
      { "name": "d", "value": "_REQUIRED_TEXT" /* موضوع
         قرارداد */ }
      // what comes after the last
    `);
    expect(fields.map(({ label }) => label)).toEqual([
      "شماره قرارداد",
      "b",
      "تاریخ شروع",
      "موضوع قرارداد",
    ]);
  });

  test("keeps what looks like a remark or a bracket inside its texts", () => {
    const [field] = fieldsOf(`{ name: 'https://x/*y*/ "z" \\u0041, {}[]', value: _REQUIRED_URL }`);
    expect(field?.name).toBe('https://x/*y*/ "z" A, {}[]');
  });

  test("keeps the joiners of its name, which is sent back as it is", () => {
    const [field] = fieldsOf('{ name: "\u200fنام\u200cخانوادگی\u200b", value: _REQUIRED_TEXT }');
    expect(field?.name).toBe("نام\u200cخانوادگی");
  });

  test("of a type that is not known is a text, and it is told", () => {
    const { shape, warnings } = parseTemplateSample(
      bodyOf(`
        { name: "a", value: _REQUIRED_MOON_PHASE }
        { name: "b", value: _ROLE_NUMBER }
        { name: "c", value: "سه اتاق" }
        { name: "d", value: 12 }
        { name: "e" }
        { name: "f", value: { x: 1 }, colour: "red" }`),
    );
    expect(
      shape.fields.map(({ kind, isRequired, rawType }) => [kind, isRequired, rawType]),
    ).toEqual([
      ["text", true, "_REQUIRED_MOON_PHASE"],
      ["text", false, "_ROLE_NUMBER"],
      ["text", false, ""],
      ["text", false, ""],
      ["text", false, ""],
      ["text", false, ""],
    ]);
    expect(warnings).toEqual([
      { code: "unknown_type", where: "a", found: "_REQUIRED_MOON_PHASE" },
      { code: "unknown_type", where: "b", found: "_ROLE_NUMBER" },
      { code: "value_without_type", where: "c", found: "سه اتاق" },
      { code: "value_without_type", where: "d", found: "12" },
      { code: "value_without_type", where: "e", found: "" },
      { code: "unknown_key", where: "documentFields[5].colour", found: "red" },
      { code: "value_without_type", where: "f", found: "{…}" },
    ]);
  });

  test("what the portal does not know of the body is told", () => {
    expect(parseTemplateSample(bodyOf("", '"folder": [1], ownerFields: null')).warnings).toEqual([
      { code: "unknown_key", where: "folder", found: "[…]" },
    ]);
  });

  test.each([
    ["rent:N rent-in-words:W", "rent"],
    ["price-number:N price-text:W", "price-number"],
    ["price-text:W price-number:N", "price-number"],
    ["rentNumber:N deposit:N rentText:W", "rentNumber"],
    ["مبلغ-به-عدد:N ودیعه:N مبلغ-به-حروف:W", "مبلغ-به-عدد"],
    ["a:N b:N words:W", "b"],
    ["words:W a:N", null],
    ["number:N text:W", "number"],
    ["words:W", null],
  ])("in words has its figures: %s", (names, expected) => {
    const fields = names.split(" ").map((each) => {
      const [name, type] = each.split(":");
      return `{ name: "${name}", value: _REQUIRED_PRICE_${type === "N" ? "NUMBER" : "TEXT"} }`;
    });
    expect(fieldsOf(fields.join()).find(({ kind }) => kind === "amount_words")?.amountOf).toBe(
      expected,
    );
  });

  test("in words has its figures in its own group", () => {
    const { shape } = parseTemplateSample(
      bodyOf(
        '{ name: "rent", value: _REQUIRED_PRICE_NUMBER }',
        'ownerFields: [{ name: "rent-text", value: _REQUIRED_PRICE_TEXT }]',
      ),
    );
    expect(shape.fields.map(({ amountOf }) => amountOf)).toEqual([null, null]);
  });
});

describe("what is no sample", () => {
  const id = '"templateId": "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c7a"';
  const slot = '{ "id": "b9df253f-70e8-44b2-afaf-78dbff33fdd7" }';
  test.each([
    [" \n\u200f", "empty", null, ""],
    [" ".repeat(100_001), "too_long", null, "100000"],
    [
      "curl -d '_REQUESTBODY_' {{BASE_URL}}/x",
      "not_a_sample",
      null,
      "curl -d '_REQUESTBODY_' {{BASE_URL}}/x",
    ],
    ['{ "id": "2ac617da" }', "not_a_sample", [1, 1], "id"],
    [`{ ${id}, "base64File": "_REQUIRED_BASE64" }`, "not_a_sample", [1, 57], "base64File"],
    [`{ ${id}, "workflows": 12 }`, "not_a_sample", [1, 70], "workflows"],
    [`{\n "workflows": [${slot}] }`, "no_template_id", [1, 1], ""],
    [`{\n "templateId": _REQUIRED_GUID }`, "no_template_id", [2, 2], "_REQUIRED_GUID"],
    [`{ ${id} }`, "no_recipients", [1, 1], "workflows"],
    [`{ ${id},\r\n  "workflows": [] }`, "no_recipients", [2, 3], "workflows"],
    [`{ ${id}, workflows: [${slot},\n {title: "طرف دوم"}] }`, "without_id", [2, 2], "طرف دوم"],
    [
      `{ ${id}, workflows: [${slot},\n ${slot}] }`,
      "duplicate",
      [2, 4],
      "b9df253f-70e8-44b2-afaf-78dbff33fdd7",
    ],
    [`{ ${id},\n ${id} }`, "duplicate", [2, 2], "templateId"],
    [`{ ${id}, workflows: [${slot}] }\n{ ${id} }`, "duplicate", [2, 4], "templateId"],
    [bodyOf("\n{ value: _REQUIRED_TEXT }"), "without_name", [5, 1], "{…}"],
    [bodyOf('{ name: "a" },\n{ name: "a" }'), "duplicate", [5, 3], "a"],
    [bodyOf(`{ name: "${"a".repeat(201)}" }`), "too_long", [4, 24], "a".repeat(200)],
    [`{ templateId: "${"a".repeat(201)}" }`, "too_long", [1, 3], "a".repeat(200)],
    [`{ ${id},\n "title": "طرف }`, "not_read", [2, 11], '"طرف }'],
    [`{ ${id},\n "title" "طرف" }`, "not_read", [2, 10], '"طرف" }'],
    [`{ ${id},\n /* no end }`, "not_read", [2, 2], "/* no end }"],
    [`{ ${id},\n "workflows": [`, "not_read", [2, 16], ""],
    [`{ ${id}, "workflows": [}`, "not_read", [1, 71], "}"],
    ["{ a: ".repeat(100), "not_read", [1, 86], "{ a: { a: { a: { a: { a: { a: { a: { a:"],
    [`"{\\n \\"templateId\\": \\"x\\", ]"`, "not_read", [1, 29], "]"],
  ] as const)("«%s» is refused as %s", (text, code, place, found) => {
    const [line, column] = place ?? [];
    expect(problemOf(text)).toEqual({ code, place: place && { line, column }, found });
  });
});

describe("whatever is pasted", () => {
  /** Milliseconds, at best of three: others work on the same machine. */
  const timeOf = (text: string): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const start = performance.now();
        problemOf(text);
        return performance.now() - start;
      }),
    );
  const scraps = fc.constantFrom(
    ...["{", "}", "[", "]", ":", ",", "،", '"', "'", "“", "”", "\\", "//", "/*", "*/", "\n", " "],
    ...["\u200f", "\ufeff", "templateId", "workflows", "documentFields", "name", "value", "id"],
    ...["_REQUIRED_TEXT", "طرف", "ا", '{"a":', "$'", "\\u0041", '\\"', "null", "{{", "}}"],
  );

  test("nothing is thrown but that it is no sample", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(scraps, { maxLength: 80 }).map((parts) => parts.join("")),
      // A sample with a piece of it missing or exchanged.
      fc
        .tuple(fc.nat(sample.length), fc.nat(20), fc.array(scraps, { maxLength: 3 }))
        .map(([at, cut, parts]) => sample.slice(0, at) + parts.join("") + sample.slice(at + cut)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const found = problemOf(text);
        if ("shape" in found) expect(templateShape.safeParse(found.shape).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ...["{", "[", "{a:", "{a:[", " ", "\n", '"', "\\", "//", "/*", "/", "ا ", "ا", "{ ", "a", "_"],
    ...[
      "{a:[ا ",
      '{"a":"\\',
      "{a:[{name:",
      "{a:1}",
      "\u200f",
      "$'{\\",
      "'\\''",
      "{\\n",
      "templateId",
    ],
  ])("long texts of «%s» take no long time", (scrap) => {
    const body = scrap.repeat(Math.floor(99_000 / scrap.length));
    for (const text of [body, `{a:[${body}`, `{"a":"${body}`, `{\n${body}`, `'{"a":${body}`])
      expect(timeOf(text)).toBeLessThan(1_000);
  });

  test("a list of very many fields takes no long time", () => {
    const long = bodyOf("{name:a1,value:_REQUIRED_PRICE_TEXT}//ا\n".repeat(2_300));
    expect(timeOf(long)).toBeLessThan(1_000);
    const types = ["NUMBER", "TEXT"];
    const many = Array.from(
      { length: 500 },
      (_, at) => `{name:"some-${at}",value:_REQUIRED_PRICE_${types[at % 2]}}`,
    );
    expect(timeOf(bodyOf(many.join("// remark\n")))).toBeLessThan(1_000);
  });
});

describe("any template", () => {
  const types = "TEXT NUMBER PRICE_NUMBER PRICE_TEXT SHEBA EMAIL ENGLISH_TEXT PERSIAN_TEXT PHONE";
  const aName = fc
    .string({ unit: fc.constantFrom(..."abcxyz019-_ آبپیک/*{[,:'‌"), minLength: 1, maxLength: 20 })
    .map((name) => `n${name}n`);
  const items = fc.uniqueArray(
    fc.record({
      name: aName,
      title: fc.constant(""),
      tag: fc
        .tuple(fc.constantFrom("_REQUIRED_", "_OPTIONAL_"), fc.constantFrom(...types.split(" ")))
        .map((parts) => parts.join("")),
    }),
    { selector: ({ name }) => name, maxLength: 8 },
  );
  const anyTemplate: fc.Arbitrary<Template> = fc.record({
    id: fc.uuid(),
    title: fc.constant(""),
    slots: fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        title: aName,
        role: fc.constant("signer" as const),
        box: fc.constant(null),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
    ),
    items,
    ownerItems: items,
  });
  const gaps = ["", " ", "\n", "\r\n\t", "\u00a0", "\u200f", "/* باید مقداردهی کنید */"];
  const lineGaps = ["// در صورت تمایل مقداردهی کنید\n", "\n// باید مقداردهی کنید\r\n"];
  const anyGaps = fc.array(fc.constantFrom(...gaps, ...lineGaps), { minLength: 5, maxLength: 40 });
  const quotes = fc.constantFrom(["“", "”"], ['"', '"'], ["”", "“"], ["„", "“"]);

  /** The panel's sample with other quotes, and something between all its tokens. */
  function disguise(text: string, between: readonly string[], [open, close]: readonly string[]) {
    let count = 0;
    const pieces = text.match(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*\n|[{}[\]:,]|[^\s{}[\]:,"]+/g) ?? [];
    return pieces
      .map((piece) => {
        count += 1;
        const gap = between[count % between.length];
        return `${gap}${piece.startsWith('"') ? `${open}${piece.slice(1, -1)}${close}` : piece}`;
      })
      .join("");
  }

  test("that is printed as the panel does, and disguised, is read as itself", () => {
    fc.assert(
      fc.property(anyTemplate, anyGaps, quotes, (template, between, pair) => {
        const { shape, warnings } = parseTemplateSample(
          disguise(toSample(template), between, pair),
        );
        expect(warnings).toEqual([]);
        expect(shape.externalId).toBe(template.id);
        expect(shape.slots.map(({ id, title }) => [id, title])).toEqual(
          template.slots.map(({ id, title }) => [id, title]),
        );
        expect(
          shape.fields.map(({ group, name, label, rawType }) => [group, name, label, rawType]),
        ).toEqual([
          ...template.items.map(({ name, tag }) => ["document", name, name, tag]),
          ...template.ownerItems.map(({ name, tag }) => ["owner", name, name, tag]),
        ]);
      }),
      { numRuns: 300 },
    );
  });
});
