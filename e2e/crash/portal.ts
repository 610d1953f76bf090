import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../support/portal";
import type { Answer, Asked, Input, Question, Told } from "./questions";

/** How much faster than for people time goes by. */
const timeScale = "0.002";
const startLimit = 60_000;

/** A portal on one data folder and one port. Killed, it starts again at once. */
export type Portal = {
  readonly url: string;
  readonly dataFolder: string;
  /** What killed it so far, in order. */
  readonly deaths: readonly NodeJS.Signals[];
  /** @returns false when this life ends before it is ready */
  ready(): Promise<boolean>;
  kill(): Promise<void>;
  /** Asks until it is answered: a client that heard nothing asks again, in the next life. */
  insist<Kind extends Question>(kind: Kind, input: Input<Kind>): Promise<Answer<Kind>>;
};

type Life = {
  readonly child: ChildProcess;
  readonly ready: Promise<boolean>;
  readonly ended: Promise<void>;
  readonly waiting: Map<number, (told: Told | undefined) => void>;
};

/** @param crashAt where its first life kills itself */
export async function startPortal(
  dataFolder: string,
  privateHost: string,
  crashAt?: string,
): Promise<Portal> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const deaths: NodeJS.Signals[] = [];
  const log = openSync(`${dataFolder}.log`, "a");
  let count = 0;

  function live(crashAt?: string): Life {
    const child = fork(path.join(import.meta.dirname, "portal-program.mjs"), {
      execArgv: ["--conditions=react-server"],
      stdio: ["ignore", log, log, "ipc"],
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: path.join(path.dirname(dataFolder), "compiled"),
        NODE_ENV: "production",
        FAULT_INJECTION: "1",
        POLL_SCALE: timeScale,
        LOG_LEVEL: "warn",
        DATA_DIR: dataFolder,
        DATABASE_URL: "",
        MUHR_MASTER_KEY: Buffer.alloc(32, 7).toString("base64url"),
        PORT: String(port),
        PUBLIC_URL: url,
        PROVIDER_PRIVATE_HOSTS: privateHost,
        CALLBACKS_PER_TOKEN: "10000",
        CALLBACKS_PER_ADDRESS: "100000",
        ...(crashAt && { CRASH_AT: crashAt }),
      },
    });
    const waiting: Life["waiting"] = new Map();
    const ended = once(child, "exit").then(([, signal]) => {
      for (const give of waiting.values()) give(undefined);
      if (!signal) return;
      deaths.push(signal);
      life = live();
    });
    const ready = new Promise<boolean>((resolve) => {
      child.on("message", (told: Told) => {
        if (told.kind === "ready") return resolve(true);
        waiting.get(told.id)?.(told);
        waiting.delete(told.id);
      });
      void ended.then(() => resolve(false));
    });
    return { child, ready, ended, waiting };
  }
  let life = live(crashAt);

  async function ask(kind: Question, input: unknown): Promise<Told | undefined> {
    const asked = life;
    if (!(await asked.ready) || !asked.child.connected) return undefined;
    count += 1;
    const id = count;
    return new Promise((resolve) => {
      asked.waiting.set(id, resolve);
      // Not even sent, when it has died this very moment.
      asked.child.send({ id, kind, input } satisfies Asked, (error) => error && resolve(undefined));
    });
  }

  return {
    url,
    dataFolder,
    deaths,
    ready: () => life.ready,
    async kill() {
      const { child, ended } = life;
      child.kill("SIGKILL");
      await ended;
    },
    async insist<Kind extends Question>(kind: Kind, input: Input<Kind>) {
      const until = Date.now() + startLimit;
      while (Date.now() < until) {
        const told = await ask(kind, input);
        if (told?.kind === "error") throw new Error(`${kind}: ${told.error}`);
        if (told?.kind === "answer") {
          if (kind === "stop") await life.ended;
          return told.answer as Answer<Kind>;
        }
        if (life.child.exitCode !== null)
          throw new Error(`The portal ended by itself; see ${dataFolder}.log`);
        await pause(20);
      }
      throw new Error(`The portal does not answer; see ${dataFolder}.log`);
    },
  };
}
