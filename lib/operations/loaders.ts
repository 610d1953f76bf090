import "server-only";
import { read } from "@/db/client";
import { requirePermission } from "@/lib/accounts/require-session";
import type { TroubledJob } from "./queries";
import { countWaitingJobs, listTroubledJobs } from "./queries";

const shown = 100;

export async function loadJobs(): Promise<{ troubled: TroubledJob[]; waiting: number }> {
  await requirePermission("job.manage");
  return read(async (db) => ({
    troubled: await listTroubledJobs(db, shown),
    waiting: await countWaitingJobs(db),
  }));
}
