import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { runProgram } = await import("./run-program.mjs");
  await runProgram("seed-main.mjs", process.argv.slice(2));
});
