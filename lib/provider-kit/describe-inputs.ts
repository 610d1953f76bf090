import { z } from "zod";
import type { InputLook, InputShape, OnlyWith, PaintedPart } from "@/lib/vocabulary/input-shape";
import { activeValues } from "@/lib/vocabulary/input-shape";
import type { Values } from "./contract";

type Property = {
  readonly type: InputShape["type"];
  readonly enum?: readonly string[];
  readonly secret?: boolean;
  readonly ours?: boolean;
  readonly address?: boolean;
  readonly for?: "document";
  readonly rare?: boolean;
  readonly people?: true;
  readonly group?: string;
  readonly onlyWith?: OnlyWith;
  readonly look?: InputLook;
  readonly needed?: true;
  readonly person?: number;
  readonly paints?: PaintedPart;
  readonly default?: unknown;
};

export function describeInputs(schema: z.ZodObject): InputShape[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const { type, enum: choices = [], ...meta } = property as Property;
    return {
      name,
      type,
      choices,
      isRequired: required.includes(name),
      preset: meta.default,
      isSecret: meta.secret ?? false,
      isOurs: meta.ours ?? false,
      isAddress: meta.address ?? false,
      isOnlyForDocuments: meta.for === "document",
      isRare: meta.rare ?? false,
      group: meta.group ?? null,
      onlyWith: meta.onlyWith ?? null,
      isNeeded: meta.needed ?? false,
      look: meta.look ?? null,
      person: meta.person ?? null,
      paints: meta.paints ?? null,
    };
  });
}

/** Whether the people of an envelope may know of each other; only an option marked `people` can say no. */
export const showsPeople = (options: z.ZodObject, values: Values): boolean => {
  const { properties = {} } = z.toJSONSchema(options, { io: "input" });
  return Object.entries(properties).every(
    ([name, property]) => (property as Property).people !== true || values[name] !== false,
  );
};

/** The values of those options that count; what a person typed into another one is not sent. */
export const activeOptions = (schema: z.ZodObject, values: Values): Values =>
  activeValues(describeInputs(schema), values);

/** The names of the inputs that are written and never shown again. */
export const secretNames = (schema: z.ZodObject): string[] =>
  describeInputs(schema)
    .filter(({ isSecret }) => isSecret)
    .map(({ name }) => name);

/** The values themselves, to be hidden wherever they turn up. */
export const secretsOf = (schema: z.ZodObject, values: Values): string[] =>
  secretNames(schema).flatMap((name) => (values[name] ? [String(values[name])] : []));
