import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { calibrations } from "@/db/schema/calibrations";
import { envelopes } from "@/db/schema/envelopes";
import { requirePermission } from "@/lib/accounts/require-session";
import { requireConnection } from "@/lib/connections/queries";
import type { ConnectionRow } from "@/lib/connections/seal-settings";
import { openSettings } from "@/lib/connections/seal-settings";
import { documentFacts } from "@/lib/documents/schema";
import { AppError } from "@/lib/kernel/errors";
import type { PageBox } from "@/lib/placements/schema";
import type { Landing, Values } from "@/lib/provider-kit/contract";
import { requireProvider } from "@/lib/providers/registry";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { letterOf } from "./describe-calibration";
import { placementsOf, requireDocument, visibleTo } from "./queries";

export type CalibrationRow = typeof calibrations.$inferSelect;

/** The letters mean nothing any more: the settings were changed since, or the box was moved. */
export type CalibrationTrouble = "stale" | "moved";

export type CalibrationView = {
  readonly envelopeId: string;
  readonly status: EnvelopeStatus;
  readonly trouble: CalibrationTrouble | null;
  readonly chosen: string | null;
  readonly pages: readonly PageBox[];
  readonly outlines: readonly (Pick<Landing, "page" | "differences"> & {
    readonly letter: string;
    /** Settings that a signature in it would change, as they would be. */
    readonly changes: Values;
  })[];
};

export const landingsOf = ({ landings }: CalibrationRow): readonly Landing[] =>
  landings as readonly Landing[];

/** @throws AppError `not_found` */
export async function requireCalibration(db: Db, envelopeId: string): Promise<CalibrationRow> {
  const [row] = await db.select().from(calibrations).where(eq(calibrations.envelopeId, envelopeId));
  if (!row) throw new AppError("not_found");
  return row;
}

/** Points: a box that was only looked at in the editor has not moved. */
const tolerance = 0.5;

export async function findTrouble(
  db: Db,
  calibration: CalibrationRow,
  connection: ConnectionRow,
): Promise<CalibrationTrouble | null> {
  const [asSet] = landingsOf(calibration);
  if (!asSet) return "stale";
  const settings = requireProvider(connection.providerId).settings.parse(openSettings(connection));
  const isSame = Object.entries(asSet.settings).every(([name, value]) => settings[name] === value);
  if (!isSame) return "stale";
  const [box, ...others] = await placementsOf(db, calibration.envelopeId);
  const isInPlace =
    box?.page === asSet.page &&
    (["x", "y", "width", "height"] as const).every(
      (side) => Math.abs(box[side] - asSet.rect[side]) < tolerance,
    );
  return isInPlace && others.length === 0 ? null : "moved";
}

/** @returns null for a provider that leaves nothing open; `latest` is null before the first one */
export async function loadCalibration(
  connectionId: string,
): Promise<{ readonly latest: CalibrationView | null } | null> {
  const { actor } = await requirePermission("connection.manage");
  return read(async (db) => {
    const connection = await requireConnection(db, connectionId);
    if (!requireProvider(connection.providerId).calibrate) return null;
    const [found] = await db
      .select({ calibration: calibrations, envelope: envelopes })
      .from(calibrations)
      .innerJoin(envelopes, eq(envelopes.id, calibrations.envelopeId))
      .where(and(eq(calibrations.connectionId, connectionId), visibleTo(actor, "envelope.read")))
      .orderBy(desc(calibrations.preparedAt), desc(calibrations.envelopeId))
      .limit(1);
    if (!found) return { latest: null };
    const { calibration, envelope } = found;
    const landings = landingsOf(calibration);
    const { facts } = await requireDocument(db, envelope.documentId);
    return {
      latest: {
        envelopeId: envelope.id,
        status: envelope.status,
        trouble: calibration.chosen ? null : await findTrouble(db, calibration, connection),
        chosen: calibration.chosen,
        pages: documentFacts.parse(facts).pages,
        outlines: landings.map(({ page, differences, settings }, index) => ({
          letter: letterOf(index),
          page,
          differences,
          changes: Object.fromEntries(
            Object.entries(settings).filter(
              ([name, value]) => landings[0]?.settings[name] !== value,
            ),
          ),
        })),
      },
    };
  });
}
