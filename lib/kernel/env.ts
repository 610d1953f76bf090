import "server-only";
import path from "node:path";
import { z } from "zod";

const variables = z.object({
  DATABASE_URL: z.string().default(""),
  DATA_DIR: z.string().default("./data"),
  PUBLIC_URL: z.url().optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  MUHR_MASTER_KEY: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  TIMESTAMP_URL: z.url().optional(),
  PROVIDER_PRIVATE_HOSTS: z.string().default(""),
  UPLOAD_MAX_MB: z.coerce.number().positive().default(25),
  NODE_ENV: z.string().default("development"),
  FAULT_INJECTION: z.string().optional(),
  CRASH_AT: z.string().optional(),
  LOG_LEVEL: z.string().default("info"),
});
export type Env = z.infer<typeof variables>;

const blankIsMissing = (source: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );

/** Read at every call, so that a test or a child process sees what it was given. */
export const env = (): Env => variables.parse(blankIsMissing(process.env));

/** Absolute path of the folder that holds the embedded database and all files. */
export const dataFolder = (): string =>
  path.resolve(/* turbopackIgnore: true */ process.cwd(), env().DATA_DIR);

/** The address that every link starts with, without a slash at the end. */
export const publicUrl = (): string =>
  (env().PUBLIC_URL ?? `http://localhost:${env().PORT}`).replace(/\/+$/, "");
