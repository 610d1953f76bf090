import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, like } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { lockRows } from "@/db/differences";
import { accounts } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { templates, templateVersions } from "@/db/schema/templates";
import { AppError } from "@/lib/kernel/errors";
import { foldForSearch } from "@/lib/recipients/fold-for-search";
import type { TemplateShape } from "@/lib/vocabulary/template";
import { templateShape } from "@/lib/vocabulary/template";
import type { TemplateListFilter } from "./schema";

export type TemplateRow = typeof templates.$inferSelect;

/** A template as one of its versions has it. */
export type VersionedTemplate = {
  readonly versionId: string;
  readonly templateId: string;
  readonly name: string;
  readonly number: number;
  readonly shape: TemplateShape;
};

/** @throws AppError `not_found` */
export async function requireTemplate(db: Db, templateId: string): Promise<TemplateRow> {
  const [row] = await db.select().from(templates).where(eq(templates.id, templateId));
  if (!row) throw new AppError("not_found");
  return row;
}

/** The row, locked until the transaction ends. @throws AppError `not_found` */
export async function lockTemplate(tx: Tx, templateId: string): Promise<TemplateRow> {
  const [row] = await lockRows(tx.select().from(templates).where(eq(templates.id, templateId)));
  if (!row) throw new AppError("not_found");
  return row;
}

const versions = (db: Db) =>
  db
    .select({
      versionId: templateVersions.id,
      templateId: templates.id,
      name: templates.name,
      number: templateVersions.number,
      shape: templateVersions.shape,
    })
    .from(templateVersions)
    .innerJoin(templates, eq(templates.id, templateVersions.templateId));

const toVersioned = (
  row: Omit<VersionedTemplate, "shape"> & { readonly shape: unknown },
): VersionedTemplate => ({ ...row, shape: templateShape.parse(row.shape) });

/** The version that new envelopes are made from. */
export async function currentVersion(
  db: Db,
  { id, version }: Pick<TemplateRow, "id" | "version">,
): Promise<VersionedTemplate> {
  const [row] = await versions(db).where(
    and(eq(templateVersions.templateId, id), eq(templateVersions.number, version)),
  );
  if (!row) throw new Error("A template without its current version");
  return toVersioned(row);
}

export async function requireVersion(db: Db, versionId: string): Promise<VersionedTemplate> {
  const [row] = await versions(db).where(eq(templateVersions.id, versionId));
  if (!row) throw new Error("An envelope names a template that is gone");
  return toVersioned(row);
}

export type VersionListRow = {
  readonly number: number;
  readonly createdAt: Date;
  readonly authorName: string;
};

/** The newest first. */
export const listVersions = (db: Db, templateId: string): Promise<VersionListRow[]> =>
  db
    .select({
      number: templateVersions.number,
      createdAt: templateVersions.createdAt,
      authorName: accounts.name,
    })
    .from(templateVersions)
    .innerJoin(accounts, eq(accounts.id, templateVersions.createdBy))
    .where(eq(templateVersions.templateId, templateId))
    .orderBy(desc(templateVersions.number));

export type TemplateListRow = Pick<TemplateRow, "id" | "name" | "version" | "updatedAt"> & {
  readonly connectionName: string;
  readonly isRehearsal: boolean;
  /** Whether its connection is switched on. */
  readonly isEnabled: boolean;
};

/** By name. Archived ones are a list of their own. */
export async function listTemplates(
  db: Db,
  { q, archived }: TemplateListFilter,
): Promise<TemplateListRow[]> {
  const words = foldForSearch(q ?? "")
    .split(" ")
    .filter(Boolean);
  return db
    .select({
      id: templates.id,
      name: templates.name,
      version: templates.version,
      updatedAt: templates.updatedAt,
      connectionName: connections.name,
      isRehearsal: connections.isRehearsal,
      isEnabled: connections.isEnabled,
    })
    .from(templates)
    .innerJoin(connections, eq(connections.id, templates.connectionId))
    .where(
      and(
        archived ? isNotNull(templates.archivedAt) : isNull(templates.archivedAt),
        ...words.map((word) => like(templates.searchText, `%${word.replace(/[%_]/g, "")}%`)),
      ),
    )
    .orderBy(asc(templates.searchText), asc(templates.id));
}
