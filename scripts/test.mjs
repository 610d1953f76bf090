import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { requireBrowser, requireTools } = await import("./test-tools.mjs");
  const stages = await import("./stages.mjs");
  requireTools();
  process.env.CHROMIUM_PATH = requireBrowser();
  console.log(`Browser: ${process.env.CHROMIUM_PATH}`);

  const done = await stages.checkStill();
  done.push(await stages.checkLock());
  done.push(await stages.runUnitTests());
  done.push(await stages.runCrashes());
  const build = await stages.buildPortal();
  done.push(build);
  if (build.failed === 0) done.push(await stages.runJourneys());
  else console.log("\nThe browser journeys did not run, because there is no build.");

  const passed = done.reduce((sum, stage) => sum + stage.passed, 0);
  const failed = done.reduce((sum, stage) => sum + stage.failed, 0);
  for (const line of stages.retell(done)) console.log(line);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
});
