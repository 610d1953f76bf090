"use server";
import { guardedAction } from "@/lib/accounts/guarded-action";
import { retryJob } from "./retry-job";
import { retryJobInput } from "./schema";

export const retryJobAction = guardedAction({
  permission: "job.manage",
  input: retryJobInput,
  run: retryJob,
});
