import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { filesBelow } from "./files-below.mjs";

const home = fileURLToPath(new URL("..", import.meta.url));
const cruiser = path.join(home, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const places = [
  "app",
  "components",
  "lib",
  "db",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "proxy.ts",
];
const fewest = 30;
const longest = 250;

const domainRoom =
  /^lib\/(envelopes|templates|connections|documents|callbacks|accounts|operations)\//;
const domainFile =
  /^((schema|state|queries|loaders|actions|jobs|testing)|[a-z0-9]+(-[a-z0-9]+)+)\.ts$|^[a-z0-9-]+\.test\.ts$/;
const providerFile =
  /^((index|settings|options|client|wire|errors|callback|calibration)\.ts|(template|mapping|sandbox)(-[a-z0-9-]+)?\.ts|[a-z0-9-]+\.test\.ts|README\.md|fixtures\/.+)$/;
const drawer = /\/(utils|helpers|types|service|common|misc|index)\.tsx?$/;
const providerDoor = /^lib\/providers\/[^/]+\/index\.ts$/;
const test = /\.(test|spec)\.tsx?$/;
const unfinished =
  /\b(TODO|FIXME|coming soon|lorem ipsum)\b|\b(test|it|describe)\.(skip|only|todo)\b|@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/;
const plannedProviders = ["emzano", "webimzo", "signzy"];

/**
 * Holds the tree against the house plan.
 * @param {string} root a folder laid out like this repository
 * @returns {{ modules: number, problems: { rule: string, where: string, why: string }[], notes: string[] }}
 */
export function inspectHouse(root) {
  const inside = (folder) =>
    filesBelow(path.join(root, folder)).map((file) => relative(root, file));
  const files = ["app", "components", "lib", "db"].flatMap(inside);
  const sources = files.filter((file) => /\.tsx?$/.test(file));
  const read = (file) => readFileSync(path.join(root, file), "utf8");
  const { modules, problems } = cruise(root);
  return {
    modules,
    problems: [
      ...problems,
      ...tooFewModules(modules),
      ...files.flatMap(namedWrongly),
      ...namesOfProviders(sources, read),
      ...[...sources, ...inside("e2e").filter((file) => !file.startsWith("e2e/.results/"))].flatMap(
        (file) => unfinishedLines(file, read(file)),
      ),
    ],
    notes: sources
      .filter((file) => !test.test(file) && !file.startsWith("db/migrations/"))
      .map((file) => ({ file, lines: read(file).split("\n").length - 1 }))
      .filter(({ lines }) => lines > longest)
      .map(({ file, lines }) => `${file} has ${lines} lines; more than ${longest} need a reason.`),
  };
}

const relative = (root, file) => path.relative(root, file).split(path.sep).join("/");

/** The import rules: .dependency-cruiser.cjs. */
function cruise(root) {
  const config = path.join(home, ".dependency-cruiser.cjs");
  const present = places.filter((place) => existsSync(path.join(root, place)));
  const result = spawnSync(
    process.execPath,
    [cruiser, "--config", config, "--output-type", "json", ...present],
    { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  if (!result.stdout.startsWith("{")) throw new Error(`dependency-cruiser: ${result.stderr}`);
  const { summary } = JSON.parse(result.stdout);
  const problems = summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    where: from === to ? from : `${from} -> ${to}`,
    why: "",
  }));
  return { modules: summary.totalCruised, problems };
}

/** A newer TypeScript once made the cruiser read nothing and report that all is well. */
function tooFewModules(modules) {
  if (modules >= fewest) return [];
  const why = `only ${modules} modules were read, so this check proves nothing`;
  return [{ rule: "reads-the-house", where: "the whole tree", why }];
}

function namedWrongly(file) {
  const problem = (rule, why) => [{ rule, where: file, why }];
  if (drawer.test(file) && !providerDoor.test(file))
    return problem("no-drawers", "name the file after the one thing in it");
  if (/^lib\/.*\.[jt]sx$/.test(file))
    return problem("no-jsx-in-lib", "screens live in components/");
  if (domainRoom.test(file) && !domainFile.test(file.split("/").slice(2).join("/")))
    return problem(
      "closed-list-of-a-domain-room",
      "schema, state, queries, loaders, actions, jobs, <verb>-<noun> or a test",
    );
  const [, , provider, ...rest] = file.split("/");
  const isInProvider = file.startsWith("lib/providers/") && rest.length > 0;
  if (isInProvider && !providerFile.test(rest.join("/")))
    return problem("closed-list-of-a-provider-room", `${provider} has a file that no provider has`);
  return [];
}

/** Code that names one provider treats it specially; capabilities are the way to ask. */
function namesOfProviders(sources, read) {
  const ofFolders = sources
    .filter((file) => providerDoor.test(file))
    .map((file) => file.split("/")[2]);
  const names = new Set([...plannedProviders, ...ofFolders.filter((name) => name !== "built-in")]);
  return sources
    .filter((file) => !test.test(file) && !file.includes("/messages/"))
    .filter((file) => !/^lib\/(providers\/registry|sandbox\/main)\.ts$/.test(file))
    .flatMap((file) => {
      const text = `${file}\n${read(file)}`.toLowerCase();
      return [...names]
        .filter((name) => text.includes(name) && !file.startsWith(`lib/providers/${name}/`))
        .map((name) => ({ rule: "no-provider-names", where: file, why: `it says "${name}"` }));
    });
}

function unfinishedLines(file, text) {
  return text.split("\n").flatMap((line, index) => {
    const found = unfinished.exec(line);
    if (!found) return [];
    return [{ rule: "nothing-unfinished", where: `${file}:${index + 1}`, why: found[0] }];
  });
}

function main() {
  const { modules, problems, notes } = inspectHouse(home);
  for (const note of notes) console.log(`note: ${note}`);
  for (const { rule, where, why } of problems)
    console.error(`${rule}: ${where}${why && ` (${why})`}`);
  console.log(`${modules} modules, ${problems.length} broken rules.`);
  process.exit(problems.length === 0 ? 0 : 1);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
