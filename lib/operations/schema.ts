import { z } from "zod";

export const retryJobInput = z.strictObject({ jobId: z.string().min(1).max(64) });
export type RetryJobInput = z.infer<typeof retryJobInput>;
