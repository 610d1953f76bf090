import "server-only";
import { asc } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { dialect } from "@/db/dialect";
import { databaseSize } from "@/db/differences";
import { authorities } from "@/db/schema/system";
import { isRehearsalOn } from "@/lib/accounts/choose-rehearsal";
import { isHeld } from "@/lib/envelopes/hold-delivery";
import type { StoreSize } from "@/lib/files/store-file";
import { measureStore } from "@/lib/files/store-file";
import { env, isPublicUrlLocal, publicUrl } from "@/lib/kernel/env";
import type { ConnectionFigures } from "./measure-connections";
import { measureConnections } from "./measure-connections";
import type { DiskFigures, MigrationFigures, ProgramFigures } from "./measure-program";
import { measureDisk, measureMigrations, measureProgram } from "./measure-program";
import type { CallbackFigures, EnvelopeFigures, JobFigures } from "./measure-queues";
import { measureCallbacks, measureEnvelopes, measureJobs } from "./measure-queues";

/** Everything that the system page, the doctor and the metrics tell. Bytes; no person, no secret. */
export type SystemFigures = {
  readonly at: Date;
  readonly program: ProgramFigures;
  readonly address: { readonly url: string; readonly isLocal: boolean };
  readonly database: {
    readonly kind: "sqlite" | "postgres";
    readonly bytes: number;
    readonly migrations: MigrationFigures;
  };
  readonly disk: DiskFigures;
  readonly files: StoreSize;
  readonly jobs: readonly JobFigures[];
  readonly envelopes: EnvelopeFigures;
  readonly connections: readonly ConnectionFigures[];
  readonly callbacks: CallbackFigures;
  /** Of our own authority (`root`) and of the installation (`seal`). */
  readonly certificates: readonly { readonly id: string; readonly expiresAt: Date }[];
  /** The data was put back from a backup, and an administrator has not looked yet. */
  readonly isHeld: boolean;
  readonly isRehearsing: boolean;
  /** Host of the mail server; null without one. */
  readonly mailHost: string | null;
};

function mailHost(): string | null {
  const { SMTP_URL, MAIL_FROM } = env();
  return SMTP_URL && MAIL_FROM ? new URL(SMTP_URL).host : null;
}

export const measureSystem = (now: Date): Promise<SystemFigures> =>
  read((db) => measureWith(db, now));

async function measureWith(db: Db, now: Date): Promise<SystemFigures> {
  return {
    at: now,
    program: await measureProgram(),
    address: { url: publicUrl(), isLocal: isPublicUrlLocal() },
    database: {
      kind: dialect,
      bytes: await databaseSize(db),
      migrations: await measureMigrations(db),
    },
    disk: await measureDisk(),
    files: await measureStore(),
    jobs: await measureJobs(db, now),
    envelopes: await measureEnvelopes(db),
    connections: await measureConnections(db, now),
    callbacks: await measureCallbacks(db),
    certificates: await db
      .select({ id: authorities.id, expiresAt: authorities.expiresAt })
      .from(authorities)
      .orderBy(asc(authorities.expiresAt)),
    isHeld: await isHeld(db),
    isRehearsing: await isRehearsalOn(db),
    mailHost: mailHost(),
  };
}
