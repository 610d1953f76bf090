import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { prepareEnvironment } = await import("./environment.mjs");
  const { requireFreePort } = await import("./settings.mjs");
  const settings = prepareEnvironment("development");
  await requireFreePort(settings);
  const { copyAssets } = await import("./portal-build.mjs");
  copyAssets();
  const { bundleMainsOnChange } = await import("./bundle.mjs");
  await bundleMainsOnChange();
  const { serve } = await import("./server.mjs");
  await serve(settings, "development");
});
