import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compressBuilt } from "./built-files.mjs";
import { bundleMains } from "./bundle.mjs";
import { filesBelow } from "./files-below.mjs";
import { StartError } from "./start-error.mjs";

const stamp = ".next/muhr-build";
const sources = ["app", "components", "lib", "db", "public"];
const notRead = /^public\/pdfjs\/|^next-env\.d\.ts$|\.(test|spec)\.tsx?$|\.md$/;

/** Builds pages, bundles and assets into `.next`, `dist` and `public`, unless nothing changed. */
export async function buildWhenChanged() {
  if (isBuilt()) return;
  console.log("Building the portal (about half a minute, only after a change) …");
  const started = Date.now();
  copyAssets();
  await bundleMains();
  const next = ["node_modules/next/dist/bin/next", "build"];
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { status } = spawnSync(process.execPath, next, { stdio: "inherit", env });
  if (status !== 0) throw new StartError("The portal does not build; the reason stands above.");
  await compressBuilt();
  writeFileSync(stamp, fingerprint());
  console.log(`Built in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
}

const isBuilt = () =>
  ["dist", "public/pdfjs", ".next/BUILD_ID", stamp].every((each) => existsSync(each)) &&
  readFileSync(stamp, "utf8") === fingerprint();

/** Changes with every byte that the build reads, and with the Node that it is for. */
function fingerprint() {
  const hash = createHash("sha256").update(process.versions.modules);
  const atRoot = readdirSync(".").filter((name) => /\.(ts|mjs|cjs|json)$/.test(name));
  const files = [
    ...atRoot,
    "scripts/bundle.mjs",
    "scripts/built-files.mjs",
    ...sources.flatMap(filesBelow),
  ];
  for (const file of files.filter((each) => !notRead.test(each)))
    hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

/** pdf.js fetches these by address; without them text gets a wrong font and scans stay blank. */
export function copyAssets() {
  rmSync("public/pdfjs", { recursive: true, force: true });
  for (const folder of ["standard_fonts", "cmaps", "wasm", "iccs"])
    cpSync(path.join("node_modules/pdfjs-dist", folder), path.join("public/pdfjs", folder), {
      recursive: true,
    });
}
