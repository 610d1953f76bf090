import { parentPort } from "node:worker_threads";
import type { EngineQuestion, EngineReply } from "./engine-messages";
import { listTransfers, toFailure } from "./engine-messages";
import { performSigningTask } from "./perform-signing-task";

// One task after another: the portal sends the next one when this one is answered.
parentPort?.on("message", async ({ id, task }: EngineQuestion) => {
  try {
    const answer: unknown = await performSigningTask(task);
    parentPort?.postMessage({ id, answer } satisfies EngineReply, listTransfers(answer));
  } catch (error) {
    parentPort?.postMessage({ id, failure: toFailure(error) } satisfies EngineReply);
  }
});
