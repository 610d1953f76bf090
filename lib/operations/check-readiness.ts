import "server-only";
import { read } from "@/db/client";
import { lastTurn } from "@/lib/jobs/run-jobs";
import { leastFree } from "./judge-system";
import { measureDisk, measureMigrations } from "./measure-program";

/** Why no request should be sent here. */
export type NotReady = "database" | "migrations" | "worker" | "disk";

/** Milliseconds for an answer of the database. */
const patience = 3_000;
/** Milliseconds without a look for jobs, after which nobody is believed to look. */
const longestTurn = 60_000;

async function ofDatabase(): Promise<NotReady[]> {
  const late = AbortSignal.timeout(patience);
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener("abort", () => reject(late.reason), { once: true });
  });
  try {
    const { missing } = await Promise.race([read(measureMigrations), tooLate]);
    return missing > 0 ? ["migrations"] : [];
  } catch {
    return ["database"];
  }
}

const ofWorker = (now: Date): NotReady[] => {
  const turn = lastTurn();
  return turn && now.getTime() - turn.getTime() < longestTurn ? [] : ["worker"];
};

const ofDisk = (): Promise<NotReady[]> =>
  measureDisk().then(
    ({ free }) => (free < leastFree ? ["disk"] : []),
    () => ["disk"],
  );

/** Whether this process can serve people; an empty list says that it can. */
export const checkReadiness = async (now: Date): Promise<NotReady[]> => [
  ...(await ofDatabase()),
  ...ofWorker(now),
  ...(await ofDisk()),
];
