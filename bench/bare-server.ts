import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export type BareServer = {
  readonly url: string;
  readonly pid: number;
  /** What `/file.pdf` and the page on `/` show from now on. */
  show(bytes: Uint8Array): Promise<void>;
  stop(): void;
};

/** The floor as a process of its own: `bench/bare-server.mjs`. */
export async function startBareServer(database = ""): Promise<BareServer> {
  const child = fork("bench/bare-server.mjs", { env: { ...process.env, BARE_DATABASE: database } });
  const [{ port }] = await once(child, "message");
  const folder = mkdtempSync(path.join(tmpdir(), "muhr-bare-"));
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    show: async (bytes) => {
      const file = path.join(folder, "file.pdf");
      writeFileSync(file, bytes);
      child.send({ file });
      await once(child, "message");
    },
    stop: () => child.kill(),
  };
}
