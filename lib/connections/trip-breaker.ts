import type { Tx } from "@/db/client";
import type { connections } from "@/db/schema/connections";
export declare function noteFailure(
  tx: Tx,
  connectionId: string,
  code: string,
  now: Date,
): Promise<void>;
export declare function noteSuccess(tx: Tx, connectionId: string): Promise<void>;
export declare function isPaused(row: typeof connections.$inferSelect, now: Date): boolean;
