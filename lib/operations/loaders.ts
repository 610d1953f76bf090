import "server-only";
import { getLocale, getTimeZone } from "next-intl/server";
import { read } from "@/db/client";
import { requirePermission } from "@/lib/accounts/require-session";
import { env } from "@/lib/kernel/env";
import type { Fact } from "./describe-system";
import { describeFacts } from "./describe-system";
import { judgeSystem } from "./judge-system";
import type { ConnectionFigures } from "./measure-connections";
import { measureConnections } from "./measure-connections";
import type { JobFigures } from "./measure-queues";
import { measureSystem } from "./measure-system";
import type { TroubledJob } from "./queries";
import { listTroubledJobs } from "./queries";
import type { ShownFinding } from "./show-finding";
import { showFinding } from "./show-finding";

const shown = 100;

export type SystemView = {
  readonly facts: readonly Fact[];
  readonly findings: readonly ShownFinding[];
  readonly jobs: readonly JobFigures[];
  readonly troubled: readonly TroubledJob[];
  readonly hasMetrics: boolean;
};

export async function loadSystem(): Promise<SystemView> {
  const { actor } = await requirePermission("job.manage");
  const reader = { locale: await getLocale(), timeZone: await getTimeZone() };
  const figures = await measureSystem(new Date());
  return {
    facts: describeFacts(figures, reader),
    findings: await read((db) =>
      Promise.all(judgeSystem(figures).map((each) => showFinding(db, actor, each, reader))),
    ),
    jobs: figures.jobs,
    troubled: await read((db) => listTroubledJobs(db, actor, shown)),
    hasMetrics: env().METRICS_TOKEN !== undefined,
  };
}

/** How each connection is doing, by its id. */
export async function loadConnectionFigures(): Promise<ReadonlyMap<string, ConnectionFigures>> {
  await requirePermission("connection.manage");
  const figures = await read((db) => measureConnections(db, new Date()));
  return new Map(figures.map((each) => [each.id, each]));
}
