import { spawn } from "node:child_process";
import { bundleMains } from "./bundle.mjs";
import { prepareEnvironment } from "./environment.mjs";

/**
 * Runs one of our own programs outside Next, with the portal's settings and secrets, until it ends.
 * @param {string} file in `dist`
 */
export async function runProgram(file) {
  prepareEnvironment("production");
  await bundleMains();
  startProgram(file);
}

/** Runs a bundled program; this process ends as it does. @param {string} file in `dist` */
export function startProgram(file) {
  const child = spawn(process.execPath, ["--conditions=react-server", `dist/${file}`], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}
