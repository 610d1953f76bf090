import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { checkStill, runUnitTests } = await import("./stages.mjs");
  const done = [...(await checkStill()), await runUnitTests(["plain", "sqlite"])];
  const failed = done.filter((stage) => stage.failed > 0).map((stage) => stage.name);
  console.log(failed.length === 0 ? "\nAll good." : `\nNot good: ${failed.join(", ")}.`);
  process.exit(failed.length === 0 ? 0 : 1);
});
