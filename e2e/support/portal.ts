import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const startLimit = 120_000;

/** The portal as `npm start` runs it, with a data folder and secrets of its own. */
export type Portal = {
  readonly url: string;
  readonly dataFolder: string;
  /** The one-time link of the first administrator. @throws Error when none was printed. */
  setupLink(): string;
  /** Everything that it printed so far, over all its starts. */
  output(): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as an operator would, with SIGTERM. @returns its exit code */
  stop(): Promise<number | null>;
  /** Starts it again on the same data. `more` adds to the environment of this start. */
  start(more?: Readonly<Record<string, string>>): Promise<void>;
  /** Resolves when it ended by itself, as at a crash point. */
  ended(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
};

/** Starts a fresh portal on a free port and waits until it answers. */
export async function startPortal(
  environment: Readonly<Record<string, string>> = {},
): Promise<Portal> {
  const folder = await mkdtemp(path.join(tmpdir(), "muhr-portal-"));
  const dataFolder = path.join(folder, "data");
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let printed = "";
  let child: ChildProcess | undefined;

  const ended = async (): Promise<void> => {
    if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child?.kill(signal);
    await ended();
    return child?.exitCode ?? null;
  };
  const start = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
    const started = spawn(process.execPath, ["scripts/start.mjs"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PORT: String(port),
        HOST: "127.0.0.1",
        PUBLIC_URL: url,
        DATA_DIR: dataFolder,
        MUHR_SECRETS_FILE: path.join(folder, "secrets"),
        LOG_LEVEL: "warn",
        ...environment,
        ...more,
      },
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
      });
    await answers(url, started, () => printed);
  };

  await start();
  return {
    url,
    dataFolder,
    setupLink: () => requireSetupLink(printed),
    output: () => printed,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    start,
    ended,
    remove: async () => {
      await end("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function requireSetupLink(printed: string): string {
  const link = /https?:\/\/\S+\/set-?up\S*/.exec(printed)?.[0];
  if (!link) throw new Error(`No set-up link in what the portal printed:\n${printed}`);
  return link;
}

async function answers(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  const deadline = Date.now() + startLimit;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The portal does not answer. It printed:\n${printed()}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}
