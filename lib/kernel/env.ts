import "server-only";
import path from "node:path";
import { z } from "zod";

const variables = z.object({
  DATABASE_URL: z.string().default(""),
  DATA_DIR: z.string().default("./data"),
  PUBLIC_URL: z.url().optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  MUHR_MASTER_KEY: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  TIMESTAMP_URL: z.url().optional(),
  UPLOAD_MAX_MB: z.coerce.number().positive().default(25),
  CALLBACKS_PER_TOKEN: z.coerce.number().int().positive().default(60),
  CALLBACKS_PER_CONNECTION: z.coerce.number().int().positive().default(600),
  CALLBACKS_PER_ADDRESS: z.coerce.number().int().positive().default(600),
  /** Hosts (`host` or `host:port`, with commas between) that may be private, or speak plain http. */
  PROVIDER_PRIVATE_HOSTS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  NODE_ENV: z.string().default("development"),
  FAULT_INJECTION: z.string().optional(),
  CRASH_AT: z.string().optional(),
  /** Factor for every pause between two tries or looks; tests compress time with it. */
  POLL_SCALE: z.coerce.number().positive().default(1),
  LOG_LEVEL: z.string().default("info"),
  /** Whoever has it may read `/api/metrics`; without it there is no such page. */
  METRICS_TOKEN: z.string().optional(),
});
export type Env = z.infer<typeof variables>;

const names = Object.keys(variables.shape);
let last: { readonly key: string; readonly env: Env } | undefined;

/** What this process was given; a change of the environment is seen at the next call. */
export function env(): Env {
  const given = names.map((name) => process.env[name] ?? "");
  const key = given.join("\0");
  if (last?.key === key) return last.env;
  const filled = names.flatMap((name, index) => (given[index] ? [[name, given[index]]] : []));
  last = { key, env: variables.parse(Object.fromEntries(filled)) };
  return last.env;
}

/** Absolute path of the folder that holds the embedded database and all files. */
export const dataFolder = (): string =>
  path.resolve(/* turbopackIgnore: true */ process.cwd(), env().DATA_DIR);

/** The address that every link starts with, without a slash at the end. */
export const publicUrl = (): string =>
  (env().PUBLIC_URL ?? `http://localhost:${env().PORT}`).replace(/\/+$/, "");

/** The address at which this process answers on this machine, whatever links start with. */
export const localUrl = (): string => {
  const host = env().HOST;
  const isAny = host === "0.0.0.0" || host === "::";
  const name = isAny ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${env().PORT}`;
};

/** Whether links start with an address that only this machine can open. */
export const isPublicUrlLocal = (): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(publicUrl()).hostname);
