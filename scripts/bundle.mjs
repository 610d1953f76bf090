import { rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, context } from "esbuild";
import { filesBelow } from "./files-below.mjs";

/**
 * Programs that plain Node runs: `lib/<room>/main.ts` becomes `dist/<room>.mjs`, and
 * `lib/<room>/<name>-main.ts` becomes `dist/<name>-main.mjs`.
 */
function mains() {
  return filesBelow("lib")
    .filter((file) => /(\/|-)main\.ts$/.test(file))
    .map((file) => {
      const name = path.basename(file, ".ts");
      return { in: file, out: name === "main" ? path.basename(path.dirname(file)) : name };
    });
}

/** `server-only` throws outside Next unless a bundler takes the `react-server` condition. */
const serverOnlyIsEmpty = {
  name: "server-only-is-empty",
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^server-only$/ }, () => ({
      path: path.resolve("node_modules/server-only/empty.js"),
    }));
  },
};

const options = () => ({
  entryPoints: mains(),
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node22",
  packages: "external",
  conditions: ["react-server"],
  // Under `react-server` next-intl wants Next's request; what our programs use of it is its core.
  alias: { "@": path.resolve("."), "next-intl": "use-intl/core" },
  loader: { ".sql": "text" },
  sourcemap: "linked",
  logLevel: "warning",
  plugins: [serverOnlyIsEmpty],
});

export async function bundleMains() {
  rmSync("dist", { recursive: true, force: true });
  await build(options());
}

/** Bundles one program beside the others, which may be running. @param {string} name its file in `dist` */
export async function bundleMain(name) {
  await build({ ...options(), entryPoints: mains().filter(({ out }) => `${out}.mjs` === name) });
}

const requireForBundledPackages = `
import { createRequire as toRequire } from "node:module";
const require = toRequire(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/** Bundles the crash harness: its driver and the two programs that it starts. @returns the driver */
export async function bundleCrash() {
  const names = ["main", "portal-program", "provider-program"];
  const entryPoints = names.map((name) => `e2e/crash/${name}.ts`);
  await build({
    ...options(),
    entryPoints,
    outdir: "dist/crash",
    // A portal that lives for a second cannot spend two on reading a thousand small files.
    packages: "bundle",
    external: ["better-sqlite3", "pg", "@electric-sql/pglite"],
    banner: { js: requireForBundledPackages },
  });
  return pathToFileURL(path.resolve("dist/crash/main.mjs")).href;
}

/** Bundles again after every change, until the process ends. */
export async function bundleMainsOnChange() {
  const watching = await context(options());
  // Before anybody starts a program: watching alone would build it some time later.
  await watching.rebuild();
  await watching.watch();
}
