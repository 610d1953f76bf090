import { readFile } from "node:fs/promises";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { templates, toSample } from "@/lib/providers/emzano/sandbox-templates";
import { connect } from "./support/connect";
import { localesHere } from "./support/locales-here";
import { atDesk, setUp } from "./support/office";
import { startPortal } from "./support/portal";
import { expect, test } from "./support/test";

const [lease] = templates;
if (!lease) throw new Error("The panel has no template");
const sample = toSample(lease);

const values: Readonly<Record<string, string>> = {
  "contract-number": "۱۴۰۳",
  "text-1": "اجاره آپارتمان",
  rent: "12500000",
  sheba: "IR062960000000100324200001",
  email: "sara@example.org",
  "name-english": "Sara Ahmadi",
  city: "تهران",
  phone: "09121234567",
  witness: "0012345679",
};

for (const locale of localesHere("en"))
  test(`a filled table goes out once, row by row (${locale})`, async ({ browser }) => {
    const sandbox = await createEmzanoSandbox();
    const portal = await startPortal({
      PROVIDER_PRIVATE_HOSTS: new URL(sandbox.url).host,
      POLL_SCALE: "0.02",
    });
    const admin = await atDesk(browser, portal.url, locale);
    const { page, words } = admin;
    const { templates: t, many, identity, formatProblems } = words;
    await setUp(admin, portal.setupLink());
    await connect(admin, sandbox);
    await page.goto("/templates/new");
    await page.getByLabel(t.name, { exact: true }).fill("Lease");
    await page.getByLabel(t.sample, { exact: true }).fill(sample);
    await page.getByRole("button", { name: t.save, exact: true }).click();
    await page.waitForURL(/\/templates\/(?!new)[^/]+$/);
    await page.getByRole("link", { name: t.many, exact: true }).click();
    await page.waitForURL(/\/many$/);

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: many.download, exact: true }).click();
    const empty = await readFile(await (await download).path(), "utf8");
    expect(empty.startsWith("\ufeff")).toBe(true);
    const headers = empty.replace("\ufeff", "").trim().split(",");

    const rowOf = (title: string, code: string) => {
      const second = headers.findLastIndex((header) => header.endsWith(identity.name.label));
      return headers
        .map((header, index) => {
          if (header === many.titleColumn) return title;
          if (index === second + 1) return "09351234567";
          if (index === second + 2) return "0499370899";
          if (header.endsWith(identity.name.label)) return "سارا احمدی";
          if (header.endsWith(identity.phone.label)) return "09121234567";
          if (header.endsWith(identity.national_id.label)) return code;
          return values[header] ?? "";
        })
        .join(";");
    };
    const table = (thirdCode: string) =>
      [
        headers.join(";"),
        rowOf("Flat 1", "0012345679"),
        rowOf("Flat 2", "۰۰۱۲۳۴۵۶۷۹"),
        rowOf("Flat 3", thirdCode),
      ].join("\r\n");
    const upload = (text: string) =>
      page.getByLabel(many.file, { exact: true }).setInputFiles({
        name: "filled.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(text),
      });

    await upload(table("0012345678"));
    await expect(page.getByText(formatProblems.national_code_wrong).first()).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("checked.png"), fullPage: true });
    const send = page.getByRole("main").getByRole("button").last();
    await send.click();
    await expect(page.getByText(many.sent, { exact: true })).toHaveCount(2);
    await page.screenshot({ path: test.info().outputPath("sent.png"), fullPage: true });

    // A reload and the mended file: only what was mended goes out.
    await page.reload();
    await upload(table("0012345679"));
    await expect(page.getByText(many.ready, { exact: true })).toHaveCount(3);
    await send.click();
    await expect(page.getByText(many.sentBefore, { exact: true })).toHaveCount(2);
    await expect(page.getByText(many.sent, { exact: true })).toHaveCount(1);
    await expect.poll(() => sandbox.ledger().documents.length).toBe(3);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.screenshot({ path: test.info().outputPath("phone.png"), fullPage: true });
    await page.getByRole("link", { name: many.open, exact: true }).first().click();
    await page.waitForURL(/\/envelopes\/[^/]+$/);
    await portal.remove();
    await sandbox.close();
  });
