import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { StartError } from "./start-error.mjs";

const debianPackages = {
  pdfsig: "poppler-utils",
  pdftoppm: "poppler-utils",
  pdftotext: "poppler-utils",
  qpdf: "qpdf",
  openssl: "openssl",
};
const minutes = 60_000;

const isThere = (tool) => spawnSync(tool, ["--version"]).error === undefined;

/** Independent readers check our PDFs; a missing one is installed or refused, never skipped. */
export function requireTools() {
  const missing = Object.keys(debianPackages).filter((tool) => !isThere(tool));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((tool) => debianPackages[tool]))];
  if (mayInstall()) install(packages);
  const still = missing.filter((tool) => !isThere(tool));
  if (still.length > 0)
    throw new StartError(
      `The tests check PDFs with ${still.join(", ")}, which are not here: install ${packages.join(" ")} and run this again.`,
    );
}

const mayInstall = () => process.getuid?.() === 0 && isThere("apt-get");

function install(packages) {
  console.log(`Installing ${packages.join(" ")} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { stdio: ["ignore", "ignore", "inherit"], env };
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
}

/** @returns {string} the path of a Chromium that runs */
export function requireBrowser() {
  const ways = [
    () => process.env.CHROMIUM_PATH,
    () => "/usr/bin/chromium",
    playwrightChromium,
    downloadChromium,
    debianChromium,
  ];
  for (const way of ways) {
    const browser = way();
    if (browser && existsSync(browser) && runs(browser)) return browser;
  }
  throw new StartError(
    "The tests need a Chromium: install one and name it with CHROMIUM_PATH, or run this as root on Debian.",
  );
}

const runs = (browser) => spawnSync(browser, ["--version"], { timeout: minutes }).status === 0;

function playwrightChromium() {
  return createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
}

function downloadChromium() {
  console.log("Downloading a browser for the tests …");
  const download = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  const options = { stdio: ["ignore", "ignore", "ignore"], timeout: 5 * minutes };
  return spawnSync(process.execPath, download, options).status === 0
    ? playwrightChromium()
    : undefined;
}

function debianChromium() {
  if (!mayInstall()) return undefined;
  install(["chromium"]);
  return "/usr/bin/chromium";
}
