import type { connections } from "@/db/schema/connections";
import type { ProviderSession, SigningProvider, Values } from "@/lib/provider-kit/contract";
import type { Transport } from "@/lib/provider-kit/http";
export type OpenConnection = {
  readonly id: string;
  readonly provider: SigningProvider;
  readonly settings: Values;
  readonly session: ProviderSession;
  readonly transport: Transport;
  readonly baseUrl: URL | null;
  readonly isRehearsal: boolean;
};
export declare function openConnection(
  row: typeof connections.$inferSelect,
  about?: { envelopeId?: string },
): OpenConnection;
