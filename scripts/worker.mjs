import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { enter } from "./runtime.mjs";
import { StartError } from "./start-error.mjs";

await enter(import.meta.url, async () => {
  const { prepareEnvironment } = await import("./environment.mjs");
  prepareEnvironment("production");
  const { bundleMains } = await import("./bundle.mjs");
  if (!existsSync("dist/worker.mjs")) await bundleMains();
  if (!existsSync("dist/worker.mjs")) throw new StartError("There is no worker to run.");
  const child = spawn(process.execPath, ["--conditions=react-server", "dist/worker.mjs"], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
});
