import { describe, expect, test } from "vitest";
import { expectSound, runTool } from "@/lib/pdf/testing";
import { ali, openSandbox, sara, signIn } from "./sandbox-testing";

describe("templates", () => {
  const slots = ["b9df253f-70e8-44b2-afaf-78dbff33fdd7", "0d0c8a52-3c19-4a1c-9a8e-6f2a3f0f7c11"];
  const values: Record<string, string> = {
    "contract-number": "123",
    "text-1": "Flat 12",
    rent: "250000000",
    "rent-in-words": "دویست و پنجاه میلیون ریال",
    sheba: "IR820540102680020817909002",
    email: "sara@example.org",
    "name-english": "Sara",
    city: "تهران",
    phone: "09121234567",
    witness: "0012345679",
  };
  const person = (id: string | undefined, { contact, nationalCode, name, title }: typeof ali) => ({
    id,
    contact,
    nationalCode,
    name,
    title,
  });
  const body = (changes: object = {}, other: Record<string, string> = {}) => ({
    templateId: "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c7a",
    title: "قرارداد",
    workflows: [person(slots[0], sara), person(slots[1], ali)],
    documentFields: Object.entries({ ...values, ...other }).map(([name, value]) => ({
      name,
      value,
    })),
    ownerFields: [],
    ...changes,
  });

  test("a filled template starts its own workflow, and its values can be read in the file", async () => {
    const sandbox = await openSandbox();
    const { execute, readJson } = await signIn(sandbox);
    const { id } = await (await execute("template", body())).json();
    const read = await readJson(id);
    expect(read.workflows).toMatchObject([
      { role: 0, turn: true },
      { role: 0, turn: false },
    ]);
    expect(read.documentFields.data).toContainEqual({
      name: "contract-number",
      rule: "number",
      title: "شماره سند",
      value: "123",
    });
    await sandbox.act({ documentId: id, recipient: 0, act: "sign" });
    await sandbox.act({ documentId: id, recipient: 1, act: "sign" });
    const file = Buffer.from((await readJson(id)).base64, "base64");
    expectSound(file);
    const text = runTool("pdftotext", ["in.pdf", "-"], { "in.pdf": file }).output;
    for (const value of Object.values(values)) expect(text).toContain(value);
  });

  test.each([
    ["an unknown template", { templateId: "bfbee1a0-fafe-4cbc-b3fd-1424ac5a3c70" }, {}, 3006],
    [
      "people in another order",
      { workflows: [person(slots[1], sara), person(slots[0], ali)] },
      {},
      3005,
    ],
    [
      "a template without a box for a signer",
      {
        templateId: "4f1b7a0e-58a5-4d0e-8c1e-2a77c0b9d0aa",
        workflows: [person("7f6f1d3c-90ce-4b8f-8f0f-3b6f1f1a2b3c", sara)],
      },
      {},
      3024,
    ],
    ["a blank required value", {}, { "text-1": " " }, 3025],
    ["no values", { documentFields: [] }, {}, 3025],
    ["a number in Persian digits", {}, { "contract-number": "۱۲۳" }, 3027],
    ["a wrong account number", {}, { sheba: "IR820540102680020817909003" }, 3027],
    ["English letters where Persian is asked for", {}, { city: "Tehran" }, 3027],
    ["an optional value of the wrong type", {}, { website: "nowhere" }, 3027],
    ["a value that the template does not have", {}, { colour: "red" }, 3027],
  ])("%s is refused", async (_, changes, other: Record<string, string>, code) => {
    const { execute } = await signIn(await openSandbox());
    const answer = await execute("template", body(changes, other));
    expect([answer.status, (await answer.json()).code]).toEqual([500, code]);
  });

  test("the panel shows a sample body with comments and bare tags", async () => {
    const sandbox = await openSandbox();
    const [sample] = await (await fetch(`${sandbox.controlUrl}/samples`)).json();
    expect(sample.text).toContain('"value": _OPTIONAL_NUMBER');
    expect(sample.text).toContain("// شماره موبایل گیرنده سند را وارد کنید");
    for (const slot of slots) expect(sample.text).toContain(slot);
  });
});
