import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { prepareEnvironment } = await import("./environment.mjs");
  const { requireFreePort } = await import("./settings.mjs");
  const settings = prepareEnvironment("production");
  await requireFreePort(settings);
  const { buildWhenChanged } = await import("./portal-build.mjs");
  await buildWhenChanged();
  const { serve } = await import("./server.mjs");
  await serve(settings, "production");
});
