import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

const found = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find(
  (each) => each && existsSync(each),
);
const isRoot = process.getuid?.() === 0;
const quiet = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export default defineConfig({
  testDir: "e2e",
  // The long loops are for `npm run test:whole`; pictures for people's eyes for `MUHR_LOOKS=1`.
  testIgnore: [
    ...(process.env.MUHR_WHOLE === "1" ? [] : ["whole/**"]),
    ...(process.env.MUHR_LOOKS === "1" ? [] : ["looks/**"]),
  ],
  globalSetup: "./e2e/support/build-once.ts",
  outputDir: "e2e/.results/traces",
  // Two cores carry two portals and two browsers: patience is cheap, a false alarm is not.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    locale: "en-US",
    // Recording every step takes a good part of two cores; `--trace on` where it is wanted.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(found ? { executablePath: found } : {}),
      // Without a locale Chromium cannot write a file name beyond ASCII, and says "download".
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      args: isRoot ? ["--no-sandbox", ...quiet] : quiet,
    },
  },
});
