import { join, resolve } from "node:path";
import { build } from "esbuild";

/** Bundles the inspector as the build does, apart from `dist`. Returns its path. */
export async function buildInspector(): Promise<string> {
  const folder = resolve("node_modules", ".cache", `muhr-inspector-${process.pid}`);
  await build({
    entryPoints: ["lib/pdf/inspect-main.ts"],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22",
    packages: "external",
    logLevel: "warning",
  });
  return join(folder, "inspect-main.mjs");
}
