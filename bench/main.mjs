import { enter } from "../scripts/runtime.mjs";

await enter(import.meta.url, async () => {
  const { buildWhenChanged } = await import("../scripts/portal-build.mjs");
  await buildWhenChanged();
  const { bundleBench } = await import("./bundle-bench.mjs");
  const { runFigures } = await import(await bundleBench());
  process.exit(await runFigures(process.argv.slice(2)));
});
