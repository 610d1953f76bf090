import type { HttpCall, Interpretation } from "@/lib/provider-kit/contract";
import { parseJson } from "@/lib/provider-kit/parse-json";
import type { WebimzoClient } from "./client";
import { interpretCreate, toError } from "./errors";
import type { RequestAnswer, UserAnswer } from "./wire";

/** What a create asked for, as far as Get shows it. */
type Asked = {
  readonly title: string;
  readonly tableId: number;
  readonly documentIdAsString: string;
  readonly documentType?: string;
  readonly signRequestUsers: readonly { readonly userKey: string }[];
};

/**
 * Create once more, never forced: under the same numbers and with the same data it is to bring the
 * request that is there. It is ours only when Get shows what was asked for.
 */
export async function findAgain(
  client: WebimzoClient,
  { path }: HttpCall,
  body: Uint8Array,
): Promise<Interpretation> {
  const asked = { ...(parseJson(body) as Asked), isForceCreate: false };
  const answer = await client.repeat(path, Buffer.from(JSON.stringify(asked)));
  const found = interpretCreate(answer);
  if (found.outcome !== "accepted") return found;
  if (isSame(asked, await client.getRequest(found.reference))) return found;
  return {
    outcome: "unknown",
    why: "Another request stands under our number",
    error: toError("unexpected"),
  };
}

function isSame(asked: Asked, found: RequestAnswer): boolean {
  const keysOf = (users: readonly Pick<UserAnswer, "userKey">[]) =>
    users
      .map(({ userKey = "" }) => userKey.trim())
      .sort()
      .join();
  return (
    found.title === asked.title &&
    found.tableId === asked.tableId &&
    (found.documentIdAsString ?? String(found.documentId)) === asked.documentIdAsString &&
    (found.documentType ?? "") === (asked.documentType ?? "") &&
    keysOf(found.signRequestUsers ?? []) === keysOf(asked.signRequestUsers)
  );
}
