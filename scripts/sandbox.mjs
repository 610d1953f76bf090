import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { bundleMain } = await import("./bundle.mjs");
  await bundleMain("sandbox.mjs");
  await import("../dist/sandbox.mjs");
});
