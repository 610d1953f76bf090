import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { bundleCrash, bundleMain } = await import("./bundle.mjs");
  // Signed files are verified in a thread of their own, as in the portal.
  await bundleMain("signing-main.mjs");
  const { crash } = await import(await bundleCrash());
  process.exit(await crash(process.argv.slice(2)));
});
