import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Every known hole of the framework is mended from these on. */
const floors = { next: "16.4.1" };
const registry = "https://registry.npmjs.org/";

/**
 * What is wrong with a package-lock.json.
 * @param {{ packages: Record<string, any> }} lock
 * @returns {string[]} one sentence each
 */
export function lockProblems(lock) {
  const packages = Object.entries(lock.packages);
  return [
    ...packages.flatMap(([place, entry]) => missingPlatforms(lock.packages, place, entry)),
    ...packages.flatMap(([place, entry]) => unsureOrigin(place, entry)),
    ...Object.entries(floors).flatMap(([name, floor]) => belowFloor(lock.packages, name, floor)),
  ];
}

/** A lock made on one machine can lack the packages of the others; `npm ci` then fails there. */
function missingPlatforms(packages, place, entry) {
  return Object.entries(entry.optionalDependencies ?? {})
    .filter(([name, wanted]) => {
      const found = resolve(packages, place, name);
      const isExact = /^\d+\.\d+\.\d+/.test(wanted);
      return !found || (isExact && found.version !== wanted);
    })
    .map(([name, wanted]) => `${nameOf(place)} wants ${name} ${wanted}, which is not in the lock.`);
}

/** Looks where Node would: next to the package, then in each folder above. */
function resolve(packages, place, name) {
  for (
    let from = place;
    ;
    from = from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1))
  ) {
    const found = packages[from === "" ? `node_modules/${name}` : `${from}/node_modules/${name}`];
    if (found || from === "") return found;
  }
}

function unsureOrigin(place, entry) {
  if (place === "" || entry.link || entry.inBundle) return [];
  // Without an address npm asks the registry that it is set up for, and the checksum decides.
  const isFromRegistry = (entry.resolved ?? registry).startsWith(registry);
  if (entry.integrity && isFromRegistry) return [];
  return [`${nameOf(place)} has no checksum, or does not come from the npm registry.`];
}

function belowFloor(packages, name, floor) {
  const version = packages[`node_modules/${name}`]?.version;
  return version && !isBelow(version, floor)
    ? []
    : [`${name} must be ${floor} or newer, and the lock has ${version ?? "none"}.`];
}

function isBelow(version, floor) {
  const [one, other] = [version, floor].map((each) => each.split("-")[0].split(".").map(Number));
  const differs = one.findIndex((part, index) => part !== other[index]);
  return differs !== -1 && one[differs] < other[differs];
}

const nameOf = (place) => place.split("node_modules/").pop() || "This project";

function main() {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const problems = lockProblems(lock);
  for (const problem of problems.slice(0, 20)) console.error(problem);
  if (problems.length > 0) process.exit(1);
  console.log(`${Object.keys(lock.packages).length} locked packages, all complete.`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
