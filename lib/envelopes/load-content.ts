import "server-only";
import type { Db } from "@/db/client";
import { documentFacts } from "@/lib/documents/schema";
import type { PageBox } from "@/lib/placements/schema";
import type { VersionedTemplate } from "@/lib/templates/queries";
import { requireVersion } from "@/lib/templates/queries";
import type { TemplateField } from "@/lib/vocabulary/template";
import { fillTemplate, typedOf } from "./fill-template";
import type { DocumentRow, EnvelopeRow } from "./queries";
import { requireDocument } from "./queries";
import type { TemplateValue } from "./schema";
import { openValues } from "./seal-values";

/** What an envelope carries: the bytes of a document, or a template and what was typed into it. */
export type Content =
  | { readonly kind: "document"; readonly document: DocumentRow; readonly template: null }
  | {
      readonly kind: "template";
      readonly document: null;
      readonly template: VersionedTemplate & { readonly typed: readonly TemplateValue[] };
    };

export async function requireContent(db: Db, envelope: EnvelopeRow): Promise<Content> {
  const { id, templateVersionId, templateValuesEncrypted } = envelope;
  if (templateVersionId === null)
    return {
      kind: "document",
      document: await requireDocument(db, envelope.documentId),
      template: null,
    };
  const version = await requireVersion(db, templateVersionId);
  const typed = openValues(id, templateValuesEncrypted);
  return { kind: "template", document: null, template: { ...version, typed } };
}

/** A template's pages are the provider's. */
export const pagesOf = ({ document }: Content): readonly PageBox[] =>
  document ? documentFacts.parse(document.facts).pages : [];

/** What screens show of a document; null for a template. */
export type DocumentView = {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly pageCount: number;
  readonly pages: readonly PageBox[];
};

export function toDocumentView(content: Content): DocumentView | null {
  if (!content.document) return null;
  const { id, fileName, sha256, size, pageCount } = content.document;
  return { id, fileName, sha256, size, pageCount, pages: pagesOf(content) };
}

/** What went out of a template: its name and the values as they were sent. */
export type FilledTemplateView = {
  readonly templateId: string;
  readonly name: string;
  readonly number: number;
  readonly values: readonly (Pick<TemplateField, "group" | "name" | "label" | "kind"> & {
    readonly value: string;
  })[];
};

export function toFilledView({ template }: Content): FilledTemplateView | null {
  if (!template) return null;
  const { templateId, name, number, shape, typed } = template;
  const { values } = fillTemplate(shape, typed);
  return {
    templateId,
    name,
    number,
    values: shape.fields.map((field) => ({
      group: field.group,
      name: field.name,
      label: field.label,
      kind: field.kind,
      value: typedOf(values, field),
    })),
  };
}
