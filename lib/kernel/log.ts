import "server-only";
import { pino } from "pino";
import { env } from "./env";
import { redact } from "./redact";

/** What a line of the log may carry. Anything else does not compile, and values are redacted. */
export type LogValues = {
  readonly accountId?: string;
  readonly envelopeId?: string;
  readonly recipientId?: string;
  readonly documentId?: string;
  readonly jobId?: string;
  readonly job?: string;
  readonly tries?: number;
  readonly code?: string;
  readonly reason?: string;
  readonly milliseconds?: number;
  readonly bytes?: number;
  readonly error?: unknown;
};

const logger = pino({ level: env().LOG_LEVEL, base: null });

const clean = (values: LogValues): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value instanceof Error
        ? redact(`${value.name}: ${value.message}\n${value.stack ?? ""}`)
        : typeof value === "string" && !name.endsWith("Id")
          ? redact(value)
          : value,
    ]),
  );

export const log = {
  info: (message: string, values: LogValues = {}) => logger.info(clean(values), message),
  warn: (message: string, values: LogValues = {}) => logger.warn(clean(values), message),
  error: (message: string, values: LogValues = {}) => logger.error(clean(values), message),
};
