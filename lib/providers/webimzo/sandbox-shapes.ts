import { invalid } from "./sandbox-codes";

type Kind = "string" | "integer" | "boolean" | "array";
type Shape = Readonly<Record<string, Kind | `${Kind}!`>>;
type Value<K> = K extends "string" | "string!"
  ? string
  : K extends "integer" | "integer!"
    ? number
    : K extends "boolean" | "boolean!"
      ? boolean
      : readonly unknown[];
type Read<S extends Shape> = {
  readonly [Name in keyof S]: S[Name] extends `${Kind}!` ? Value<S[Name]> : Value<S[Name]> | null;
};

/**
 * A `long` ends at 2^63, numbers of JavaScript are exact up to 2^53: what is larger is refused
 * rather than changed.
 */
const fits: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  integer: Number.isSafeInteger,
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
};

/**
 * Holds a JSON object against the document's tables; "!" is a "yes" in the column "Required". A key
 * too many is refused: a real server would pass over a misspelled optional key in silence, and
 * nobody would learn of it.
 * @throws CodedRefusal
 */
export function readShape<S extends Shape>(value: unknown, shape: S, path: string): Read<S> {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw invalid(path, "must be an object");
  const body = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(body))
    if (!Object.hasOwn(shape, key)) throw invalid(`${path}.${key}`, "is not known");
  const entries = Object.entries(shape).map(([key, rule]) => {
    const each = body[key] ?? null;
    const kind = rule.replace("!", "") as Kind;
    if (each === null && rule.endsWith("!")) throw invalid(`${path}.${key}`, "is required");
    if (each !== null && !fits[kind](each)) throw invalid(`${path}.${key}`, `must be ${kind}`);
    return [key, each];
  });
  return Object.fromEntries(entries);
}

export function requireText(text: string, path: string): void {
  if (text.trim() === "") throw invalid(path, "must not be empty");
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (value: unknown): value is string =>
  typeof value === "string" && uuid.test(value);
