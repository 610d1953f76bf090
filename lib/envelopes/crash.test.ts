import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { dialect } from "@/db/dialect";
import { makeContract } from "@/e2e/fixtures/make-pdfs";

/** Packages that are not modules ask for these. */
const requireForBundledPackages = `
import { createRequire as toRequire } from "node:module";
const require = toRequire(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

const folder = mkdtempSync(path.join(tmpdir(), "muhr-crash-"));
const program = path.resolve("dist", `crash-program-${process.pid}.mjs`);
const contract = path.join(folder, "contract.pdf");
/** An office with a draft that is ready to be sent; every test goes on from a copy. */
const ready = path.join(folder, "ready");

beforeAll(async () => {
  writeFileSync(contract, makeContract());
  await build({
    entryPoints: ["e2e/support/crash-program.ts"],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    // A process that lives for a second cannot spend two on reading a thousand small files.
    packages: "bundle",
    external: ["better-sqlite3", "pg", "@electric-sql/pglite"],
    banner: { js: requireForBundledPackages },
    conditions: ["react-server"],
    alias: {
      "@": process.cwd(),
      "next-intl": "use-intl/core",
      "server-only": path.resolve("node_modules/server-only/empty.js"),
    },
  });
  await run(ready, "t0.before");
  return () => rmSync(program, { force: true });
});

async function run(data: string, crashAt?: string) {
  const child = spawn(process.execPath, ["--conditions=react-server", program, contract], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: path.join(folder, "compiled"),
      DATA_DIR: data,
      DATABASE_URL: "",
      MUHR_MASTER_KEY: Buffer.alloc(32, 7).toString("base64url"),
      NODE_ENV: "production",
      LOG_LEVEL: "silent",
      FAULT_INJECTION: "1",
      ...(crashAt && { CRASH_AT: crashAt }),
    },
  });
  const [stdout, stderr, [status, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { stdout, stderr, status, signal };
}

const points = [
  ...["t0.after", "t1.before", "t1.after", "t3.before", "t3.after"],
  ...["sign.before", "sign.sealed", "sign.stored", "sign.committed", "sign.committed:2"],
  // The first file is the upload, the second the prepared revision, the third a signed one.
  ...["file.temp:2", "file.renamed:2", "file.temp:3", "file.renamed:3"],
  ...["complete.verified", "complete.stored", "complete.committed"],
];

// A process of its own needs a database that outlives it; PGlite lives in the test's process.
describe.runIf(dialect === "sqlite")("a process that is killed", () => {
  test.concurrent.each(points)("at %s loses nothing and does nothing twice", async (point) => {
    const data = path.join(folder, point.replace(":", "-"));
    cpSync(ready, data, { recursive: true });
    expect((await run(data, point)).signal).toBe("SIGKILL");
    const { stdout, stderr, status } = await run(data);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { signed, ...end } = JSON.parse(stdout);
    expect(end).toEqual({
      envelopes: ["completed"],
      people: ["signed", "signed"],
      attempts: ["accepted"],
      artifacts: ["certificate", "signed_document"],
      jobs: [],
      audit: true,
    });
    const { stdout: verdict } = await promisify(execFile)("pdfsig", [signed]);
    expect(verdict.split("Signature is Valid")).toHaveLength(3);
    expect(readdirSync(path.join(data, "tmp"))).toEqual([]);
  });
});
