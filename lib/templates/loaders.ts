import "server-only";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { requirePermission } from "@/lib/accounts/require-session";
import { findSandbox } from "@/lib/connections/find-sandbox";
import { listConnections, requireConnection } from "@/lib/connections/queries";
import { can } from "@/lib/policy/can";
import { findProvider } from "@/lib/providers/registry";
import type { TemplateShape } from "@/lib/vocabulary/template";
import type { TemplateListRow, VersionListRow } from "./queries";
import { currentVersion, listTemplates, listVersions, requireTemplate } from "./queries";
import type { TemplateListFilter } from "./schema";
import { templateListFilter } from "./schema";

/** A connection that templates can go through. */
export type TemplateConnection = {
  readonly id: string;
  readonly name: string;
  readonly providerName: string;
  readonly isRehearsal: boolean;
};

async function templateConnections(db: Db): Promise<TemplateConnection[]> {
  const rows = await listConnections(db);
  return rows.flatMap(({ id, name, providerId, isRehearsal, isEnabled }) => {
    const provider = findProvider(providerId);
    return isEnabled && provider?.capabilities.templates
      ? [{ id, name, providerName: provider.displayName, isRehearsal }]
      : [];
  });
}

export type TemplateList = {
  readonly rows: readonly TemplateListRow[];
  readonly filter: TemplateListFilter;
  readonly mayManage: boolean;
  /** Whether a connection is there that has templates. */
  readonly hasConnection: boolean;
};

/** @param search the page's query string as Next hands it over */
export async function loadTemplates(
  search: Record<string, string | string[] | undefined>,
): Promise<TemplateList> {
  const { actor } = await requirePermission("template.read");
  const filter = templateListFilter.parse(search);
  return read(async (db) => ({
    rows: await listTemplates(db, filter),
    filter,
    mayManage: can(actor, "template.manage"),
    hasConnection: (await templateConnections(db)).length > 0,
  }));
}

/** A template that a new envelope can be made from. */
export type TemplateOffer = TemplateListRow;

export async function loadTemplateChoices(): Promise<readonly TemplateOffer[]> {
  await requirePermission("envelope.create");
  const rows = await read((db) => listTemplates(db, {}));
  return rows.filter(({ isEnabled }) => isEnabled);
}

export type NewTemplateConnection = TemplateConnection & {
  /** Of the practice service's own panel, to try it with; none for a real service. */
  readonly samples: readonly { readonly title: string; readonly text: string }[];
};

export async function loadNewTemplate(): Promise<readonly NewTemplateConnection[]> {
  await requirePermission("template.manage");
  const connections = await read(templateConnections);
  return connections.map((one) => ({ ...one, samples: findSandbox(one)?.samples ?? [] }));
}

export type TemplateView = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly shape: TemplateShape;
  readonly connection: TemplateConnection & { readonly isEnabled: boolean };
  readonly versions: readonly VersionListRow[];
  readonly archivedAt: Date | null;
  readonly may: Readonly<Record<"manage" | "use", boolean>>;
};

/** @throws AppError `not_found` */
export async function loadTemplate(templateId: string): Promise<TemplateView> {
  const { actor } = await requirePermission("template.read");
  return read(async (db) => {
    const template = await requireTemplate(db, templateId);
    const { id, name, providerId, isRehearsal, isEnabled } = await requireConnection(
      db,
      template.connectionId,
    );
    return {
      id: template.id,
      name: template.name,
      version: template.version,
      shape: (await currentVersion(db, template)).shape,
      connection: {
        id,
        name,
        providerName: findProvider(providerId)?.displayName ?? providerId,
        isRehearsal,
        isEnabled,
      },
      versions: await listVersions(db, templateId),
      archivedAt: template.archivedAt,
      may: {
        manage: can(actor, "template.manage"),
        use: can(actor, "envelope.create") && !template.archivedAt && isEnabled,
      },
    };
  });
}
