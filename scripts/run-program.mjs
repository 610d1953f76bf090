import { spawn } from "node:child_process";
import { bundleMains } from "./bundle.mjs";
import { prepareEnvironment } from "./environment.mjs";

/**
 * Runs one of our own programs outside Next, with the portal's settings and secrets, until it ends.
 * @param {string} file in `dist`
 * @param {readonly string[]} [words] its arguments
 */
export async function runProgram(file, words = []) {
  prepareEnvironment("production");
  await bundleMains();
  startProgram(file, words);
}

/**
 * Runs a bundled program; this process ends as it does.
 * @param {string} file in `dist`
 * @param {readonly string[]} [words] its arguments
 */
export function startProgram(file, words = []) {
  const child = spawn(process.execPath, ["--conditions=react-server", `dist/${file}`, ...words], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}
