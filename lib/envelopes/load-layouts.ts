import "server-only";
import { read } from "@/db/client";
import { requireSession } from "@/lib/accounts/require-session";
import type { Layout } from "@/lib/placements/apply-layout";
import { listLayouts } from "./list-layouts";

/** Layouts of earlier envelopes that fit the pages of a draft. @throws AppError as `listLayouts` */
export async function loadLayouts(envelopeId: string): Promise<Layout[]> {
  const { actor } = await requireSession();
  return read((db) => listLayouts(db, actor, envelopeId));
}
