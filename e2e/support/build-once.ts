import { spawnSync } from "node:child_process";

/** Before any worker starts a portal: two builds at once would spoil each other. */
export default function buildOnce(): void {
  const { status } = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The portal does not build");
}
