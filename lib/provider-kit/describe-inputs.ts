import { z } from "zod";
import type { Values } from "./contract";

/** One setting or option of a provider, enough to draw its input. Labels are in the message files. */
export type InputShape = {
  readonly name: string;
  readonly type: "string" | "number" | "integer" | "boolean";
  readonly choices: readonly string[];
  readonly isRequired: boolean;
  /** What it is when nobody says anything. */
  readonly preset: unknown;
  /** Written and never shown again. */
  readonly isSecret: boolean;
  /** With it the provider proves itself to us; a person tells it. */
  readonly isOurs: boolean;
  /** The base URL: another host clears the secrets. */
  readonly isAddress: boolean;
  /** An option that says nothing about an envelope made from a template. */
  readonly isOnlyForDocuments: boolean;
  /** Seldom wanted: stands under "more". */
  readonly isRare: boolean;
  /** `meta({ group })`: stands with others under a heading of their own, `groups.<group>` of the words. */
  readonly group: string | null;
  /** `meta({ onlyWith })`: counts only while another option that counts has one of these values. */
  readonly onlyWith: OnlyWith | null;
  /** `meta({ look })`: how it is asked for, where its type does not say enough. */
  readonly look: InputLook | null;
};

export type OnlyWith = {
  readonly option: string;
  readonly choices: readonly (string | boolean)[];
};

/**
 * `lines`: text of several lines, into which `variables` of the words can be put; `share`: 0 to 1 on a
 * slider, with examples of the words; `colour`: `#RRGGBB`; `pages`: numbers and ranges of pages.
 */
export type InputLook = "lines" | "share" | "colour" | "pages";

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
      look: meta.look ?? null,
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

/** Whether an option counts, with the others as they are. */
export function isActive(
  { onlyWith }: Pick<InputShape, "onlyWith">,
  shapes: readonly InputShape[],
  values: Values,
): boolean {
  if (!onlyWith) return true;
  const other = shapes.find(({ name }) => name === onlyWith.option);
  if (!other || !isActive(other, shapes, values)) return false;
  const value = values[other.name] ?? other.preset;
  return onlyWith.choices.some((choice) => choice === value);
}

/** The values of those options that count; what a person typed into another one is not sent. */
export function activeOptions(schema: z.ZodObject, values: Values): Values {
  const shapes = describeInputs(schema);
  return Object.fromEntries(
    shapes
      .filter((shape) => shape.name in values && isActive(shape, shapes, values))
      .map(({ name }) => [name, values[name]]),
  );
}

/** The names of the inputs that are written and never shown again. */
export const secretNames = (schema: z.ZodObject): string[] =>
  describeInputs(schema)
    .filter(({ isSecret }) => isSecret)
    .map(({ name }) => name);

/** The values themselves, to be hidden wherever they turn up. */
export const secretsOf = (schema: z.ZodObject, values: Values): string[] =>
  secretNames(schema).flatMap((name) => (values[name] ? [String(values[name])] : []));
