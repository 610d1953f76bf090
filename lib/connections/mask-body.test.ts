import { expect, test } from "vitest";
import { maskBody } from "./mask-body";

const secret = "s3cr3t pass/phrase";
const json = "application/json";
const mask = (value: unknown, type: string | undefined = json): string =>
  maskBody(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)), type, [
    secret,
    "ab",
  ]);

test("a body without anything secret stays readable", () => {
  const body = {
    role: "امضاکننده",
    people: [{ state: "Signed", page: 3, done: true, born: 1370, name: null }],
    id: "01900000-0000-7000-8000-000000000001",
  };
  expect(JSON.parse(mask(body))).toEqual(body);
});

test("an administrator learns neither what is signed nor by whom nor what they filled in", () => {
  const words = ["Lease of flat 12", "سارا احمدی", "Shiraz, Zand street"] as const;
  const [title, name, value] = words;
  const body = { title, workflows: [{ name, data: [{ Value: value, full_name: name }] }] };
  for (const text of [JSON.stringify(body), JSON.stringify(body).slice(0, -3)])
    for (const word of words) expect([word, mask(text).includes(word)]).toEqual([word, false]);
});

test("what stands in a text that is JSON itself is masked like the rest", () => {
  const key = "9b2e8f10-0c6d-4a37-9f0e-5d1c7a6b4e21";
  const inner = JSON.stringify({ secretKey: key, title: "Lease of flat 12", state: 3 });
  const masked = mask({ requestBody: inner, of: [inner, `{"cut": "off", "secretKey": "${key}`] });
  expect(masked).not.toContain(key);
  expect(masked).not.toContain("Lease");
  expect(JSON.parse(JSON.parse(masked).requestBody)).toMatchObject({ state: 3 });
  const cut = mask(JSON.stringify({ requestBody: inner }).slice(0, -3));
  expect(cut).not.toContain(key);
  expect(cut).not.toContain("Lease");
});

test("neither who a person is nor the record of what they signed is shown", () => {
  const body = {
    // Nine digits, as a country writes its phones and the numbers of firms.
    userPhoneNumber: "901234567",
    userKey: "305109680",
    parentUserKey: "201123456",
    userInfo: "Temur Fayzullayev",
    signDetails: "CN=Temur Fayzullayev",
  };
  for (const text of [JSON.stringify(body), JSON.stringify(body).slice(0, -3)])
    expect(mask(text)).not.toMatch(/Temur|901234567|305109680|201123456/);
});

test("what a service says of a mistake stays readable", () => {
  const problem = { title: "One or more validation errors occurred.", status: 400, errors: {} };
  expect(JSON.parse(mask(problem))).toEqual(problem);
  expect(mask({ code: 3027, message: "not valid" })).toBe('{"code":3027,"message":"not valid"}');
});

test.each([
  ["national number", "0012345679"],
  ["Persian digits", "۰۰۱۲۳۴۵۶۷۹"],
  [
    "escaped digits",
    JSON.parse('"\\u06f0\\u06f0\\u06f1\\u06f2\\u06f3\\u06f4\\u06f5\\u06f6\\u06f7\\u06f9"'),
  ],
  ["phone", "+98 912 000 0000"],
  ["Aadhaar number", "1234 5678 9012"],
  ["e-mail address", "sara@example.org"],
  ["secret of the connection", secret],
  ["escaped secret", encodeURIComponent(secret)],
  ["token", "x7Zk-2mQ".repeat(5)],
  ["JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"],
  ["file in Base64", Buffer.alloc(900, 77).toString("base64")],
])("a %s is masked wherever it stands", (_, value) => {
  const bodies: readonly (readonly [string, string | undefined])[] = [
    [JSON.stringify({ deep: [{ of: `before ${value} after` }] }), json],
    [JSON.stringify({ [`in a name ${value}`]: 1 }), json],
    [`{"cut off": "${value}", "and`, json],
    [`<html><p>${value}</p></html>`, "text/html"],
    [new URLSearchParams({ about: value }).toString(), "application/x-www-form-urlencoded"],
    [value, undefined],
  ];
  for (const [body, type] of bodies) expect(mask(body, type)).not.toContain(value);
});

test("numbers that are JSON numbers are masked too", () => {
  expect(mask({ phone: 989120000000, pages: 12 })).toBe('{"phone":"[number]","pages":12}');
});

test("what stands under the name of a secret is hidden, however short", () => {
  expect(mask({ Password: "ab", access_token: "q", nested: { apiKey: 7, hasToken: true } })).toBe(
    '{"Password":"[hidden]","access_token":"[hidden]","nested":{"apiKey":"[hidden]","hasToken":true}}',
  );
  expect(mask("username=office&password=a b", "application/x-www-form-urlencoded")).toBe(
    "username=office&password=[hidden]",
  );
  expect(mask('{"clientSecret": "a b\\" c", "x', json)).not.toMatch(/a b|c"/);
  expect(mask("<a><Password>a b</Password></a>", "text/xml")).not.toContain("a b");
});

test("addresses end at their host: links of recipients and of callbacks are keys", () => {
  expect(mask({ url: "https://sign.example:8443/s/abc?secretKey=k#f" })).toBe(
    '{"url":"https://sign.example:8443/[…]"}',
  );
});

test("a document of 20 MB costs little, and what stands around it is kept", () => {
  const file = Buffer.alloc(20_000_000, 65).toString("base64");
  const bytes = Buffer.from(JSON.stringify({ role: "Lease", file, after: "there" }));
  const started = performance.now();
  expect(maskBody(bytes, json, [secret])).toBe(
    `{"role":"Lease","file":"[${file.length} bytes]","after":"there"}`,
  );
  expect(performance.now() - started).toBeLessThan(1_000);
});

test("a long body is cut, and the cut shows no half of a secret", () => {
  const long = mask(
    JSON.stringify(Array.from({ length: 5_000 }, (_, index) => ({ index, name: "Ali" }))),
  );
  expect(long.length).toBe(4_097);
  // Files shrink to a word each, so that the end of what is looked at would be shown.
  const files = `- ${`${"A".repeat(2_000)} `.repeat(16)}${"A".repeat(720)} `;
  for (let shift = 0; shift < 40; shift++)
    expect(mask(`${files}${" ".repeat(shift)}${secret} 0012345679`, "text/plain")).not.toMatch(
      /s3c(?!.*hidden)|pass|phrase|0012/,
    );
});

test("what is no text is counted and not shown", () => {
  expect(maskBody(Buffer.from("%PDF-1.7 0012345679"), "application/pdf", [])).toBe("[19 bytes]");
  expect(maskBody(Buffer.from("%PDF-1.7 0012345679"), undefined, [])).toBe("[19 bytes]");
  expect(maskBody(Buffer.from("0\x0001234\x005679"), "text/plain", [])).toBe("[number]");
});

test.each([
  ["opened brackets", "[".repeat(40_000)],
  ["deep brackets", "[".repeat(16_000) + "]".repeat(16_000)],
  ["quotes", '"'.repeat(2_000_000)],
  ["names of secrets", "password".repeat(20_000)],
  ["names of secrets in a tag", `<${"password ".repeat(20_000)}`],
  ["digits and spaces", "1 ".repeat(60_000)],
  ["digits and dots", `- ${"1.".repeat(60_000)}`],
  ["letters", `- ${"a".repeat(60_000)}`],
  ["halves of addresses", "a@".repeat(60_000)],
  ["many small values", JSON.stringify(Array.from({ length: 9_000 }, (_, index) => index % 10))],
  ["many short words", JSON.stringify(Array.from({ length: 6_000 }, () => "a"))],
])("%s do not hold up the portal", (_, body) => {
  const started = performance.now();
  mask(body);
  mask(body, "text/html");
  expect(performance.now() - started).toBeLessThan(1_000);
});
