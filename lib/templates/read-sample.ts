import "server-only";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { requireConnection } from "@/lib/connections/queries";
import { AppError } from "@/lib/kernel/errors";
import type { SigningProvider, TemplateSample } from "@/lib/provider-kit/contract";
import type { sampleProblems } from "@/lib/provider-kit/errors";
import { TemplateSampleError } from "@/lib/provider-kit/errors";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { ShapeChange } from "./compare-shapes";
import { compareShapes, mergeShape } from "./compare-shapes";
import { currentVersion, requireTemplate } from "./queries";
import type { ReadSampleInput } from "./schema";

export type SampleReading =
  | {
      readonly isRead: true;
      readonly sample: TemplateSample;
      /** Against the template that it would renew; null for a new one. */
      readonly change: ShapeChange | null;
    }
  | {
      readonly isRead: false;
      readonly code: (typeof sampleProblems)[number] | "other_template";
      readonly place: { readonly line: number; readonly column: number } | null;
      readonly found: string;
    };

/** @throws AppError `not_found` for a connection whose provider has no templates */
export async function requireTemplateProvider(
  db: Db,
  connectionId: string,
): Promise<Required<Pick<SigningProvider, "parseTemplateSample">>> {
  const { providerId } = await requireConnection(db, connectionId);
  const { capabilities, parseTemplateSample } = requireProvider(providerId);
  if (!capabilities.templates || !parseTemplateSample) throw new AppError("not_found");
  return { parseTemplateSample };
}

/** Says what would be saved, before anything is. @throws AppError `not_found` */
export async function readSample(
  _actor: AccountActor,
  { connectionId, templateId, sample: text }: ReadSampleInput,
): Promise<SampleReading> {
  return read(async (db) => {
    const { parseTemplateSample } = await requireTemplateProvider(db, connectionId);
    try {
      const sample = parseTemplateSample(text);
      if (templateId === null) return { isRead: true, sample, change: null };
      const old = await currentVersion(db, await requireTemplate(db, templateId));
      if (old.shape.externalId !== sample.shape.externalId)
        return {
          isRead: false,
          code: "other_template",
          place: null,
          found: sample.shape.externalId,
        };
      const shape = mergeShape(old.shape, sample.shape);
      const change = compareShapes(old.shape, shape);
      return { isRead: true, sample: { ...sample, shape }, change };
    } catch (error) {
      if (!(error instanceof TemplateSampleError)) throw error;
      const { code, place, found } = error;
      return { isRead: false, code, place, found };
    }
  });
}
