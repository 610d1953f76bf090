import "server-only";
import { read } from "@/db/client";
import { publicUrl } from "@/lib/kernel/env";
import { recipientToken } from "./issue-link";
import { openLaunch } from "./launch-recipient";
import { findUsableVisit } from "./load-signing-page";
import { findReturn } from "./return-link";

const shape = /^\/(sign|return)\/([\w-]+)$/;

/**
 * Where a button on a recipient's page may lead besides here: a browser holds `form-action` against
 * the address, too, to which a form's answer sends it on. Also while it is not their turn yet,
 * because a page keeps the policy with which it was opened.
 * @param path of the page that is opened
 */
export async function findLaunchOrigin(path: string, now: Date): Promise<string | null> {
  const [, page, shown = ""] = shape.exec(path) ?? [];
  const linkId = page === "return" ? findReturn(shown) : undefined;
  const token = linkId ? recipientToken(linkId) : shown;
  if (!page || (page === "return" && !linkId)) return null;
  const keys = { token, visitToken: undefined, address: null, userAgent: null };
  return read(async (db) => {
    const visit = await findUsableVisit(db, keys, now);
    const launch = visit && (await openLaunch(db, visit));
    return launch?.toAddress(new URL(publicUrl()))?.origin ?? null;
  });
}
