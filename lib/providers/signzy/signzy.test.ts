import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "@/lib/provider-kit/capabilities-of";
import { testProvider } from "@/lib/provider-kit/contract-suite";
import { signzy } from ".";
import { exampleBody, request, settingsWith, typedSettings } from "./mapping-testing";
import { createSignzySandbox } from "./sandbox";

testProvider(signzy, {
  settings: typedSettings,
  accepted: { kind: "http", status: 200, headers: {}, body: exampleBody("created") },
  elsewhere: {
    start: () => createSignzySandbox(),
    request,
    document: readFileSync(path.join(import.meta.dirname, "fixtures/sandbox-contract.pdf")),
  },
});

describe("a connection", () => {
  test.each([
    ["5 MB at first", {}, 5_000_000],
    ["what was agreed with the provider", { largestFile: 12.5 }, 12_500_000],
  ])("takes files up to %s", (_, settings, bytes) => {
    expect(capabilitiesOf(signzy, settingsWith(settings)).largestFile).toBe(bytes);
  });

  test("begins with pre-production, and needs no more than a token", () => {
    expect(signzy.baseUrl(settingsWith())?.href).toBe("https://api-preproduction.signzy.app/");
    expect(signzy.settings.safeParse({}).error?.issues).toMatchObject([{ path: ["accessToken"] }]);
  });
});
