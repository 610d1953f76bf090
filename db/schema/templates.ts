import { kit } from "../columns";
import { accounts } from "./accounts";
import { connections } from "./connections";

/** A provider's template as the office saved it. What it looks like is in its versions. */
export const templates = kit.table(
  "templates",
  {
    id: kit.id(),
    ownerId: kit
      .text("owner_id")
      .notNull()
      .references(() => accounts.id),
    connectionId: kit
      .text("connection_id")
      .notNull()
      .references(() => connections.id),
    /** The provider's number of it; the same in every version. */
    externalId: kit.text("external_id").notNull(),
    name: kit.text("name").notNull(),
    /** Number of the version that new envelopes are made from. */
    version: kit.int("version").notNull(),
    /** Name and number, folded for search. */
    searchText: kit.text("search_text").notNull(),
    createdAt: kit.time("created_at").notNull(),
    updatedAt: kit.time("updated_at").notNull(),
    /** Hidden from new envelopes since then; null while it is in use. */
    archivedAt: kit.time("archived_at"),
  },
  (table) => [kit.index("templates_updated").on(table.updatedAt, table.id)],
);

/** Never changed once written: envelopes keep the version that they were made from. */
export const templateVersions = kit.table(
  "template_versions",
  {
    id: kit.id(),
    templateId: kit
      .text("template_id")
      .notNull()
      .references(() => templates.id),
    /** 1, 2, 3 … */
    number: kit.int("number").notNull(),
    /** `TemplateShape` of lib/vocabulary/template.ts. */
    shape: kit.json<unknown>("shape").notNull(),
    /** The pasted text, encrypted, because a person may have filled it in; null for a version that was edited. */
    sampleEncrypted: kit.bytes("sample_encrypted"),
    createdBy: kit
      .text("created_by")
      .notNull()
      .references(() => accounts.id),
    createdAt: kit.time("created_at").notNull(),
  },
  (table) => [kit.uniqueIndex("template_versions_number").on(table.templateId, table.number)],
);
