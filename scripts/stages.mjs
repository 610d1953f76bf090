import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { bundleMains } from "./bundle.mjs";

const bin = (packageName, file) => path.join("node_modules", packageName, file);
const results = "e2e/.results";
const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

/**
 * @typedef {{
 *   name: string, passed: number, failed: number,
 *   broken?: string[], // names of what failed
 *   second?: string[], // names of what passed at the second try only
 * }} StageResult
 */

/** Runs a program of this repository and lets its output through. @returns {Promise<number>} */
export function runNode(args, env = {}) {
  return new Promise((resolve, reject) => {
    const options = { stdio: "inherit", env: { ...process.env, ...env } };
    const child = spawn(process.execPath, args, options);
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Announces a stage, runs it, and says how long it took. @returns {Promise<StageResult>} */
export async function runStage(name, run) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const result = await run().catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  console.log(`── ${name}: ${result.failed === 0 ? "passed" : "FAILED"}, ${seconds(started)}`);
  return { name, ...result };
}

/**
 * What a reader of the end of a long output needs: each failure by name, and what passed at the
 * second try only, which is a fault to mend although nothing failed.
 * @param {StageResult[]} done @returns {string[]} lines
 */
export function retell(done) {
  return done.flatMap(({ name, failed, broken = [], second = [] }) => [
    ...(failed > 0 && broken.length === 0 ? [`FAILED: ${name}`] : []),
    ...broken.map((each) => `FAILED: ${name} › ${each}`),
    ...second.map((each) => `second try: ${name} › ${each}`),
  ]);
}

const asOne = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });

export const checkTypes = () =>
  runStage("types", async () => {
    // Route types come first: pages may name them.
    await runNode([bin("next", "dist/bin/next"), "typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
    return asOne(await runNode([bin("typescript", "bin/tsc"), "--noEmit", "-p", "."]));
  });

export const checkLint = () =>
  runStage("lint", async () =>
    asOne(await runNode([bin("@biomejs/biome", "bin/biome"), "ci", "--error-on-warnings"])),
  );

export const checkHouse = () =>
  runStage("house rules", async () => asOne(await runNode(["scripts/house.mjs"])));

export const checkLock = () =>
  runStage("lock file", async () => asOne(await runNode(["scripts/lock-check.mjs"])));

export const buildPortal = () =>
  runStage("build", async () => asOne(await runNode(["scripts/build.mjs"])));

/** @param {string[]} projects of vitest.config.ts; none means all */
export const runUnitTests = (projects = []) =>
  runStage("unit tests", async () => {
    const report = freshReport("unit.json");
    // Tests that start our own programs must not meet those of an older build.
    await bundleMains();
    const only = projects.map((project) => `--project=${project}`);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await runNode([
      bin("vitest", "vitest.mjs"),
      "run",
      "--retry=1",
      ...only,
      ...reporters,
    ]);
    return countUnitTests(readReport(report), code);
  });

/** A short storm that is the same every time, and a death at every point of a delivery elsewhere. */
export const runCrashes = () =>
  runStage("crashes", async () => {
    const report = freshReport("crashes.json");
    const storm = ["--seed", "7", "--sends", "40", "--kills", "15", "--spread"];
    const code = await runNode(["scripts/crash.mjs", ...storm, "--report", report]);
    const { passed = 0, failed = 0, broken = [] } = readReport(report) ?? {};
    return { passed, failed: atLeastOne(passed, failed, code), broken };
  });

export const runJourneys = () =>
  runStage("browser journeys", async () => {
    const report = freshReport("journeys.json");
    const code = await runNode(
      [bin("@playwright/test", "cli.js"), "test", "--retries=1", "--reporter=list,json"],
      { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    );
    return countJourneys(readReport(report), code);
  });

/** A file that cannot be loaded has no tests to fail, so it counts as one failure itself. */
export function countUnitTests(report, code) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, called: `${file.name} › ${test.fullName}` })),
  );
  const unloadable = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(isFailed),
  );
  const failed = tests.filter(isFailed);
  return {
    passed: report?.numPassedTests ?? 0,
    failed: atLeastOne(report?.numPassedTests ?? 0, failed.length + unloadable.length, code),
    broken: [...failed.map(({ called }) => called), ...unloadable.map(({ name }) => name)],
    second: tests
      .filter((test) => test.status === "passed" && test.failureMessages.length > 0)
      .map(({ called, failureMessages }) => `${called}: ${firstLine(failureMessages[0])}`),
  };
}

const isFailed = ({ status }) => status === "failed";
const firstLine = (text) => text.split("\n", 1)[0];

export function countJourneys(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  const specs = specsBelow(report ?? {});
  const called = (status) =>
    specs
      .filter(({ tests }) => tests.some((test) => test.status === status))
      .map(({ file, title }) => `${file} › ${title}`);
  return {
    passed: expected + flaky,
    failed: atLeastOne(expected + flaky, unexpected, code),
    broken: called("unexpected"),
    second: called("flaky"),
  };
}

/** Playwright nests the files, the groups and the tests. */
const specsBelow = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(specsBelow)];

/** A run without a test, or one that ended badly without naming a failure, is a failure. */
const atLeastOne = (passed, failed, code) =>
  failed === 0 && (code !== 0 || passed === 0) ? 1 : failed;

function freshReport(name) {
  mkdirSync(results, { recursive: true });
  const file = path.resolve(results, name);
  rmSync(file, { force: true });
  return file;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
