import { enter } from "./runtime.mjs";

await enter(import.meta.url, async () => {
  const { buildWhenChanged } = await import("./portal-build.mjs");
  await buildWhenChanged();
});
