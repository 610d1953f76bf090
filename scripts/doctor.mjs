import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { findEnvironment } = await import("./environment.mjs");
  const { bundleMain } = await import("./bundle.mjs");
  const { startProgram } = await import("./run-program.mjs");
  findEnvironment();
  // Alone, because the portal may be running from the others.
  await bundleMain("doctor-main.mjs");
  startProgram("doctor-main.mjs");
});
