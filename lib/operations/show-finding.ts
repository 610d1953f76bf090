import "server-only";
import type { Db } from "@/db/client";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Reader, SaidFinding } from "./describe-system";
import { sayFinding } from "./describe-system";
import type { Settlers } from "./find-settlers";
import { findSettlers } from "./find-settlers";
import type { Finding } from "./judge-system";

/** `name` has words in the message files, `system.ways.<name>`. */
type Way = {
  readonly name: "failedWork" | "home" | "connection" | "envelopes";
  readonly href: string;
};

/** A finding on the System page, and where it is settled. */
export type ShownFinding = SaidFinding & {
  /** Null where nothing in the portal settles it, or somebody else has to. */
  readonly way: Way | null;
  /** Of envelopes that wait for a person. */
  readonly settlers: Settlers | null;
};

function wayOf({ code, values: { connectionId } }: Finding): Way | null {
  if (code === "jobs_dead") return { name: "failedWork", href: "#failed-work" };
  if (code === "sending_held") return { name: "home", href: "/" };
  return connectionId ? { name: "connection", href: `/settings/providers/${connectionId}` } : null;
}

export async function showFinding(
  db: Db,
  actor: AccountActor,
  finding: Finding,
  reader: Reader,
): Promise<ShownFinding> {
  const { code } = finding;
  const said = sayFinding(finding, reader, "page");
  if (code !== "needs_check" && code !== "conflict")
    return { ...said, way: wayOf(finding), settlers: null };
  const settlers = await findSettlers(db, actor, code);
  const way = { name: "envelopes", href: `/envelopes?status=${code}` } as const;
  return { ...said, way: settlers.own > 0 ? way : null, settlers };
}
