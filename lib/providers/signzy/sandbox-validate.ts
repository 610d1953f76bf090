import { invalid } from "./sandbox-refusals";
import type { Body, Call, Rule, Scene } from "./sandbox-rules";
import { rules } from "./sandbox-rules";
import type { Switches } from "./sandbox-switches";

const kindWords = {
  text: "must be a string",
  number: "must be a number",
  boolean: "must be a boolean",
  list: "must be an array",
  object: "must be of type object",
  any: "",
};
const kindChecks: Readonly<Record<Rule["kind"], (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) =>
    typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)),
  boolean: (value) => typeof value === "boolean" || value === "true" || value === "false",
  list: Array.isArray,
  object: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
  any: () => true,
};

type Context = Omit<Scene, "parent">;

/**
 * Holds a body against the table of its call, and says no to the first thing that is wrong, in Joi's
 * words. Unknown keys come last, as they do there.
 * @param pageCount of the file; null while it was not read, then pages are only held to be numbers
 * @throws SandboxRefusal
 */
export function validate(
  call: Call,
  value: unknown,
  switches: Switches,
  pageCount: number | null = null,
): Body {
  if (!kindChecks.object(value)) throw invalid("value must be of type object");
  const root = value as Body;
  readObject(rules[call], "", "", root, { root, switches, pageCount });
  return root;
}

const isChildOf = (parent: string, at: string) =>
  at.startsWith(parent === "" ? "" : `${parent}.`) &&
  /^\w+$/.test(at.slice(parent === "" ? 0 : parent.length + 1));

function readObject(
  table: readonly Rule[],
  at: string,
  path: string,
  value: Body,
  context: Context,
): void {
  const scene = { ...context, parent: value };
  const prefix = path === "" ? "" : `${path}.`;
  const here = table.filter((rule) => isChildOf(at, rule.at));
  const nameOf = (rule: Rule) => rule.at.slice(rule.at.lastIndexOf(".") + 1);
  for (const rule of here)
    readValue(table, rule, `${prefix}${nameOf(rule)}`, value[nameOf(rule)], scene);
  for (const key of Object.keys(value))
    if (!here.some((rule) => nameOf(rule) === key)) throw invalid(`${prefix}${key} is not allowed`);
}

function readValue(
  table: readonly Rule[],
  rule: Rule,
  path: string,
  value: unknown,
  scene: Scene,
): void {
  const { isNeeded, isBanned } = rule;
  const needed = typeof isNeeded === "function" ? isNeeded(scene) : isNeeded === true;
  const isAbsent =
    value === undefined || (value === "" && !needed && scene.switches.emptyText === "absent");
  if (isAbsent && needed) throw invalid(`${path} is required`);
  if (isAbsent) return;
  if (isBanned?.(scene)) throw invalid(`${path} is not allowed`);
  if (!kindChecks[rule.kind](value)) throw invalid(`${path} ${wordsFor(rule, value)}`);
  if (rule.kind === "text" && String(value).trim() === "")
    throw invalid(`${path} is not allowed to be empty`);
  checkContent(rule, path, value, scene);
  if (rule.kind === "object") readObject(table, rule.at, path, value as Body, scene);
  const item = table.find(({ at }) => at === `${rule.at}[]`);
  if (item && Array.isArray(value))
    for (const [index, each] of value.entries())
      readValue(table, item, `${path}[${index}]`, each, scene);
}

/** An enumeration comes before the type, and says what it has. */
const wordsFor = ({ kind, oneOf }: Rule, value: unknown) =>
  oneOf && typeof value !== "string" ? `must be one of [${oneOf.join(", ")}]` : kindWords[kind];

function checkContent(rule: Rule, path: string, value: unknown, scene: Scene): void {
  const { oneOf, isExact, form, problem, kind } = rule;
  const fold = (text: string) => (isExact ? text : text.toLowerCase());
  if (oneOf && !oneOf.some((each) => fold(each) === fold(String(value))))
    throw invalid(`${path} must be one of [${oneOf.join(", ")}]`);
  if (form && !form.test(String(value)))
    throw invalid(`${path} with value "${value}" fails to match the required pattern: ${form}`);
  const converted = kind === "number" ? Number(value) : value;
  const message = problem?.(converted as never, path, scene);
  if (message) throw invalid(message);
}
