import { relations } from "drizzle-orm";
import { accounts } from "./accounts";
import { connections } from "./connections";
import { attempts } from "./delivery";
import { artifacts, documents, envelopes, placements, recipients } from "./envelopes";
import { templates, templateVersions } from "./templates";

export const envelopeRelations = relations(envelopes, ({ one, many }) => ({
  owner: one(accounts, { fields: [envelopes.ownerId], references: [accounts.id] }),
  connection: one(connections, {
    fields: [envelopes.connectionId],
    references: [connections.id],
  }),
  document: one(documents, { fields: [envelopes.documentId], references: [documents.id] }),
  templateVersion: one(templateVersions, {
    fields: [envelopes.templateVersionId],
    references: [templateVersions.id],
  }),
  recipients: many(recipients),
  placements: many(placements),
  attempts: many(attempts),
  artifacts: many(artifacts),
}));

export const recipientRelations = relations(recipients, ({ one, many }) => ({
  envelope: one(envelopes, { fields: [recipients.envelopeId], references: [envelopes.id] }),
  placements: many(placements),
}));

export const placementRelations = relations(placements, ({ one }) => ({
  envelope: one(envelopes, { fields: [placements.envelopeId], references: [envelopes.id] }),
  recipient: one(recipients, {
    fields: [placements.recipientId],
    references: [recipients.id],
  }),
}));

export const attemptRelations = relations(attempts, ({ one }) => ({
  envelope: one(envelopes, { fields: [attempts.envelopeId], references: [envelopes.id] }),
}));

export const artifactRelations = relations(artifacts, ({ one }) => ({
  envelope: one(envelopes, { fields: [artifacts.envelopeId], references: [envelopes.id] }),
}));

export const templateVersionRelations = relations(templateVersions, ({ one }) => ({
  template: one(templates, {
    fields: [templateVersions.templateId],
    references: [templates.id],
  }),
}));
