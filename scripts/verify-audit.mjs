import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { runProgram } = await import("./run-program.mjs");
  await runProgram("verify-audit-main.mjs");
});
