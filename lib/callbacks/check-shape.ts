import "server-only";

const deepest = 12;
const mostKeys = 500;
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Whether a body may be handed to a provider's reader: what is JSON must be shallow and small, and
 * must not try to reach a prototype. What is not JSON passes; the provider's reader says what it is.
 */
export function hasSafeShape(body: Uint8Array): boolean {
  const text = Buffer.from(body).toString("utf8");
  // Before it is parsed: nesting alone can exhaust a parser's stack.
  if (depthOf(text) > deepest) return false;
  let keys = 0;
  let isSafe = true;
  try {
    JSON.parse(text, (key, value: unknown) => {
      keys += 1;
      if (keys > mostKeys || forbiddenKeys.has(key)) isSafe = false;
      return value;
    });
  } catch {
    return true;
  }
  return isSafe;
}

/** The deepest nesting of brackets outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepestSeen = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (isInString) {
      if (letter === "\\") index += 1;
      else if (letter === '"') isInString = false;
    } else if (letter === '"') isInString = true;
    else if (letter === "{" || letter === "[") deepestSeen = Math.max(deepestSeen, ++depth);
    else if (letter === "}" || letter === "]") depth -= 1;
  }
  return deepestSeen;
}
