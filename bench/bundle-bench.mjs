import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const outdir = path.resolve("dist");

/** Figures use the journeys' steps and the signing engine, and plain Node resolves neither. */
export async function bundleBench() {
  await build({
    entryPoints: { bench: "bench/run-figures.ts", "bench-answer-lists": "bench/answer-lists.ts" },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22",
    packages: "external",
    conditions: ["react-server"],
    alias: {
      "@": path.resolve("."),
      // As in scripts/bundle.mjs: what our programs use of it is its core.
      "next-intl": "use-intl/core",
      "server-only": path.resolve("node_modules/server-only/empty.js"),
    },
    sourcemap: "linked",
    logLevel: "warning",
  });
  return pathToFileURL(path.join(outdir, "bench.mjs")).href;
}
