/** A PDF value; numbers, names, strings and references stay as the file spells them. */
export type PdfValue = string | PdfValue[] | PdfDict;
export type PdfDict = Map<string, PdfValue>;

const space = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const reference = /(\d+)[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+R(?![^\0\t\n\f\r <>[\]()/%])/y;
const regular = /\/?[^\0\t\n\f\r <>[\](){}/%]*/y;

export const match = (pattern: RegExp, text: string, at: number) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};
const skipSpace = (text: string, at: number) => at + (match(space, text, at)?.[0].length ?? 0);

/** Reads one value. @throws Error when there is none */
export function parseValue(text: string, from: number): { value: PdfValue; end: number } {
  const at = skipSpace(text, from);
  if (text.startsWith("<<", at)) return parseDict(text, at + 2);
  if (text[at] === "[") {
    const items: PdfValue[] = [];
    let next = skipSpace(text, at + 1);
    while (text[next] !== "]") {
      const { value, end } = parseValue(text, next);
      items.push(value);
      next = skipSpace(text, end);
    }
    return { value: items, end: next + 1 };
  }
  const end = endOfAtom(text, at);
  if (end <= at) throw new Error(`no PDF value at ${at}`);
  return { value: text.slice(at, end), end };
}

function parseDict(text: string, from: number): { value: PdfDict; end: number } {
  const dict: PdfDict = new Map();
  let at = skipSpace(text, from);
  while (!text.startsWith(">>", at)) {
    const key = parseValue(text, at);
    if (typeof key.value !== "string" || !key.value.startsWith("/")) throw new Error("no key");
    const { value, end } = parseValue(text, key.end);
    dict.set(key.value, value);
    at = skipSpace(text, end);
  }
  return { value: dict, end: at + 2 };
}

function endOfAtom(text: string, at: number): number {
  if (text[at] === "<") return text.indexOf(">", at) + 1;
  if (text[at] === "(") {
    for (let next = at, depth = 0; next < text.length; next += 1) {
      if (text[next] === "\\") next += 1;
      else if (text[next] === "(") depth += 1;
      else if (text[next] === ")" && --depth === 0) return next + 1;
    }
    throw new Error("a string without an end");
  }
  const found = match(reference, text, at) ?? match(regular, text, at);
  return at + (found?.[0].length ?? 0);
}

export const toSource = (value: PdfValue): string => {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return `[${value.map(toSource).join(" ")}]`;
  return `<< ${[...value].map(([key, each]) => `${key} ${toSource(each)}`).join(" ")} >>`;
};

export const toNumber = (value: PdfValue | undefined): number => {
  const number = typeof value === "string" ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) throw new Error("not a number");
  return number;
};
