import { kit } from "../columns";
import { accounts } from "./accounts";

/** People who see each other's envelopes through their managers. Without any, the office is one. */
export const teams = kit.table("teams", {
  id: kit.id(),
  name: kit.text("name").notNull(),
  createdAt: kit.time("created_at").notNull(),
  /** Gets no new envelopes since then; those that it has stay. */
  archivedAt: kit.time("archived_at"),
});

export const teamMembers = kit.table(
  "team_members",
  {
    id: kit.id(),
    teamId: kit
      .text("team_id")
      .notNull()
      .references(() => teams.id),
    accountId: kit
      .text("account_id")
      .notNull()
      .references(() => accounts.id),
    /** New envelopes of this person go to this one of their teams. */
    isDefault: kit.bool("is_default").notNull().default(false),
  },
  (table) => [
    kit.uniqueIndex("team_members_person").on(table.accountId, table.teamId),
    kit.index("team_members_team").on(table.teamId),
  ],
);

/** A filter of the list of envelopes that somebody gave a name. */
export const savedViews = kit.table(
  "saved_views",
  {
    id: kit.id(),
    ownerId: kit
      .text("owner_id")
      .notNull()
      .references(() => accounts.id),
    name: kit.text("name").notNull(),
    /** The query string of the list: `envelopeListFilter` of lib/envelopes/list-filter.ts. */
    filter: kit.text("filter").notNull(),
    /** Whom else it is shown to. */
    sharedWith: kit.enumText("shared_with", ["nobody", "team", "office"]).notNull(),
    /** With `team`: which one. */
    teamId: kit.text("team_id").references(() => teams.id),
    createdAt: kit.time("created_at").notNull(),
  },
  (table) => [kit.index("saved_views_owner").on(table.ownerId, table.name)],
);
