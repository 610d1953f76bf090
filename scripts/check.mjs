import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { checkHouse, checkLint, checkTypes, runUnitTests } = await import("./stages.mjs");
  const still = (async () => [await checkTypes(), await checkLint(), await checkHouse()])();
  const done = [...(await still), await runUnitTests(["plain", "sqlite"])];
  const failed = done.filter((stage) => stage.failed > 0).map((stage) => stage.name);
  console.log(failed.length === 0 ? "\nAll good." : `\nNot good: ${failed.join(", ")}.`);
  process.exit(failed.length === 0 ? 0 : 1);
});
