import type { Capabilities, IdentityPart } from "@/lib/vocabulary/capabilities";
import type { TemplateField, TemplateShape } from "@/lib/vocabulary/template";
import { foldForSearch } from "./fold-for-search";

type Asked = Capabilities["identity"][number];

/** What one column of the table for many people holds. */
export type ManyColumn = { readonly header: string } & (
  | { readonly kind: "title" }
  | { readonly kind: "person"; readonly slotId: string; readonly asked: Asked }
  | { readonly kind: "value"; readonly field: TemplateField }
);

/** What headers are made of, in the person's language. */
export type HeaderWords = {
  readonly title: string;
  readonly parts: Readonly<Record<IdentityPart, string>>;
};

const named: Asked = { part: "name", scheme: "text", isRequired: true };

/** The title, then everybody in the template's order, then its values; no header is there twice. */
export function columnsOf(
  { slots, fields }: TemplateShape,
  identity: readonly Asked[],
  { title, parts }: HeaderWords,
): ManyColumn[] {
  const asked = [named, ...identity.filter(({ part }) => part !== "name")];
  const columns: (ManyColumn & { readonly technical: string })[] = [
    { kind: "title", header: title, technical: "title" },
    ...slots.flatMap((slot) =>
      asked.map((each) => ({
        kind: "person" as const,
        slotId: slot.id,
        asked: each,
        header: `${slot.title || slot.id} – ${parts[each.part]}`,
        technical: slot.id,
      })),
    ),
    ...fields.map((field) => ({
      kind: "value" as const,
      field,
      header: field.label,
      technical: field.name,
    })),
  ];
  return ([(one) => one.technical, (_, index) => `${index + 1}`] as Distinction[]).reduce<
    typeof columns
  >(distinguish, columns);
}

type Named = ManyColumn & { readonly technical: string };
type Distinction = (column: Named, index: number) => string;

function distinguish(columns: Named[], by: Distinction): Named[] {
  const folded = columns.map(({ header }) => foldHeader(header));
  const isShared = (header: string | undefined) =>
    folded.indexOf(header ?? "") !== folded.lastIndexOf(header ?? "");
  return columns.map((column, index) =>
    isShared(folded[index])
      ? { ...column, header: `${column.header} (${by(column, index)})` }
      : column,
  );
}

/** Headers are the same however they were typed. A spreadsheet's apostrophe is no part of one. */
export const foldHeader = (header: string): string =>
  foldForSearch(header.replace(/^'(?=\s*[=+\-@])/, "")).replace(/\s*[-–—]\s*/g, " – ");
