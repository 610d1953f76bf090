import "server-only";
import { z } from "zod";
import { decryptSecret, encryptSecret } from "@/lib/kernel/encryption";
import type { TemplateValue } from "./schema";
import { templateValue } from "./schema";

const placeOf = (envelopeId: string) => ({
  table: "envelopes",
  column: "template_values_encrypted",
  row: envelopeId,
});

const stored = z.array(templateValue);

/** What was typed into a template's fields, encrypted: it may be anybody's number or address. */
export const sealValues = (envelopeId: string, values: readonly TemplateValue[]): Buffer | null =>
  values.length === 0
    ? null
    : encryptSecret(Buffer.from(JSON.stringify(values)), placeOf(envelopeId));

export const openValues = (envelopeId: string, sealed: Uint8Array | null): TemplateValue[] =>
  sealed ? stored.parse(JSON.parse(decryptSecret(sealed, placeOf(envelopeId)).toString())) : [];
