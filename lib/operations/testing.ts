// A strict reader of Prometheus' text format 0.0.4, written from its description and from nothing
// of ours: https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details

export type Sample = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};
export type Family = {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
};
type Building = { name: string; help: string; type: string; samples: Sample[] };

const types = ["counter", "gauge", "histogram", "summary", "untyped"];
const metricName = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const help = new RegExp(`^# HELP (${metricName}) ((?:[^\\\\]|\\\\\\\\|\\\\n)*)$`);
const type = new RegExp(`^# TYPE (${metricName}) (\\w+)$`);
const sample = new RegExp(`^(${metricName})(?:\\{(.*)\\})? (\\S+)(?: (-?\\d+))?$`);
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\\\|\\"|\\n)*)"(,|$)/y;
const number = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?Inf|NaN)$/;

function fail(line: string, why: string): never {
  throw new Error(`${why}: ${line}`);
}

function readLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let at = 0; at < text.length; ) {
    label.lastIndex = at;
    const [whole, name = "", value = ""] = label.exec(text) ?? fail(line, "malformed labels");
    if (name in labels) fail(line, "a label twice");
    labels[name] = value.replace(/\\(.)/g, (_, sign) => (sign === "n" ? "\n" : sign));
    at += whole.length;
  }
  return labels;
}

const toNumber = (text: string): number =>
  /Inf$/.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);

function readSample(line: string): Sample {
  const [, name = "", labels = "", value = ""] = sample.exec(line) ?? fail(line, "no sample");
  if (!number.test(value)) fail(line, "no number");
  return { name, labels: readLabels(labels, line), value: toNumber(value) };
}

const belongsTo = ({ name, type: kind }: Building, of: string): boolean =>
  kind === "histogram"
    ? [`${name}_bucket`, `${name}_sum`, `${name}_count`].includes(of)
    : kind === "summary"
      ? [name, `${name}_sum`, `${name}_count`].includes(of)
      : name === of;

/** @throws Error for whatever the format does not allow, and for histograms that contradict themselves */
export function parseMetrics(text: string): Family[] {
  if (!text.endsWith("\n")) throw new Error("The last line does not end");
  const families = new Map<string, Building>();
  const seen = new Set<string>();
  let current: Building | undefined;
  for (const line of text.slice(0, -1).split("\n")) {
    const isHelp = help.exec(line);
    const isType = type.exec(line);
    if (isHelp) {
      const [, name = "", words = ""] = isHelp;
      if (families.has(name)) fail(line, "a family twice");
      current = { name, help: words, type: "", samples: [] };
      families.set(name, current);
    } else if (isType) {
      const [, name = "", kind = ""] = isType;
      if (current?.name !== name || current.type || current.samples.length > 0)
        fail(line, "a type out of place");
      if (!types.includes(kind)) fail(line, "an unknown type");
      current.type = kind;
    } else {
      const found = readSample(line);
      if (!current?.type || !belongsTo(current, found.name)) fail(line, "a sample out of place");
      const key = JSON.stringify([found.name, Object.entries(found.labels).sort()]);
      if (seen.has(key)) fail(line, "a sample twice");
      seen.add(key);
      current.samples.push(found);
    }
  }
  for (const family of families.values()) checkFamily(family);
  return [...families.values()];
}

function checkFamily(family: Building): void {
  const { name, type: kind, samples } = family;
  if (kind === "counter" && samples.some(({ value }) => !(value >= 0)))
    throw new Error(`${name}: a counter below zero`);
  if (kind !== "histogram") return;
  const series = Map.groupBy(samples, ({ labels: { le: _, ...rest } }) =>
    JSON.stringify(Object.entries(rest).sort()),
  );
  for (const [key, own] of series) {
    const buckets = own.filter((each) => each.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) => toNumber(labels.le ?? "NaN"));
    const isRising = (numbers: number[], isStrict: boolean) =>
      numbers.every((value, at) => {
        const before = numbers[at - 1] ?? -Infinity;
        return isStrict ? value > before : value >= before;
      });
    const countOf = (suffix: string) => own.filter((each) => each.name === `${name}_${suffix}`);
    const [total] = countOf("count");
    if (!isRising(bounds, true) || bounds.at(-1) !== Infinity)
      throw new Error(`${name}${key}: bounds do not rise to +Inf`);
    if (
      !isRising(
        buckets.map(({ value }) => value),
        false,
      )
    )
      throw new Error(`${name}${key}: buckets shrink`);
    if (countOf("sum").length !== 1 || !total || total.value !== buckets.at(-1)?.value)
      throw new Error(`${name}${key}: sum or count is missing or wrong`);
  }
}
