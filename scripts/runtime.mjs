// Runs on Node 18 with nothing installed: every npm command enters through here.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { endsWithOneSentence, StartError } from "./start-error.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const isWindows = process.platform === "win32";
const stamp = path.join(root, "node_modules", ".muhr-lock");

/**
 * Installs the packages when the lock changed, moves to a Node that is new enough, and runs
 * the command's work there.
 * @param {string} script the command's own `import.meta.url`
 */
export function enter(script, work) {
  return endsWithOneSentence(async () => {
    process.chdir(root);
    refuseAncientNode();
    installPackages();
    const runtime = chooseRuntime();
    if (runtime.path !== process.execPath) return runUnder(runtime.path, fileURLToPath(script));
    console.log(`Node ${process.versions.node} (${runtime.from}).`);
    await work();
  });
}

function refuseAncientNode() {
  if (Number(process.versions.node.split(".")[0]) < 18)
    throw new StartError(
      `This is Node ${process.versions.node}, which is too old: install Node 22.14 or newer from https://nodejs.org and run this again.`,
    );
}

function installPackages() {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("Installing packages (once, about half a minute) …");
  const started = Date.now();
  // The scripts of packages stay off: npm would otherwise compile a module that ships ready-made.
  const flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const result = runNpm([...flags, "--include=dev", "--include=optional"]);
  if (result.status !== 0) throw new StartError(whyInstallFailed(result));
  removeForeignNode();
  writeFileSync(stamp, lock);
  console.log(`Installed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
}

function runNpm(args) {
  const options = { cwd: root, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" };
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync(isWindows ? "npm.cmd" : "npm", args, { ...options, shell: isWindows });
}

function whyInstallFailed({ error, stderr, status }) {
  if (error)
    return `The packages cannot be installed, because npm does not run (${error.message}).`;
  const code = /npm (?:ERR!|error) code (\S+)/.exec(stderr)?.[1] ?? `exit code ${status}`;
  const offline = /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|ERR_SOCKET\w*)$/.test(code);
  return offline
    ? `The packages cannot be installed, because the npm registry is not reachable (${code}): check the network and run this again.`
    : `The packages cannot be installed (npm ci: ${code}): run \`npm ci --ignore-scripts\` to see npm's whole answer.`;
}

/** The Node from the registry is built for glibc; where it cannot run, npm must not find it. */
function removeForeignNode() {
  const packaged = packagedNode();
  if (packaged && spawnSync(packaged, ["--version"]).status !== 0) rmSync(packaged);
}

function packagedNode() {
  const binary = path.join(root, "node_modules", ".bin", isWindows ? "node.cmd" : "node");
  return existsSync(binary) ? binary : undefined;
}

/** better-sqlite3 13 needs Node-API 10 and ends the process without a word where it is missing. */
const isNewEnough = ({ node, napi }) => {
  const [major, minor] = node.split(".").map(Number);
  return Number(napi) >= 10 && (major > 22 || (major === 22 && minor >= 14));
};

function chooseRuntime() {
  const isPackaged = process.execPath.startsWith(path.join(root, "node_modules") + path.sep);
  if (isNewEnough(process.versions))
    return { path: process.execPath, from: isPackaged ? "comes with Muhr" : "this machine's own" };
  const packaged = packagedNode();
  if (packaged && !isPackaged) return { path: packaged, from: "comes with Muhr" };
  throw new StartError(
    `Muhr needs Node 22.14 or newer and this is ${process.versions.node}: install one from https://nodejs.org and run this again.`,
  );
}

/** The channel tells the child when this process is gone, whatever ended it. */
function runUnder(node, script) {
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    shell: isWindows,
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => passOn(child, signal));
  return new Promise((_resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => process.exit(code ?? 1));
  });
}

/** Ctrl-C reaches the whole group by itself; twice would cut the child's shutdown short. */
function passOn(child, signal) {
  if (signal === "SIGTERM" || !process.stdin.isTTY) child.kill(signal);
}
