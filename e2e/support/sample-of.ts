import { z } from "zod";

/** The least that a schema takes; `idOf` gives what stands in the place of a name, where it knows one. */
export function sampleOf(
  type: z.ZodType,
  idOf: (name: string) => string | undefined,
  name = "",
): unknown {
  const given = idOf(name);
  if (given !== undefined) return given;
  if (type instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(type.shape).map(([key, part]) => [
        key,
        sampleOf(part as z.ZodType, idOf, key),
      ]),
    );
  const tries = [undefined, null, [], {}, 1, true, "", "x", "x".repeat(24), "0".repeat(64)];
  const more = [new Date(), "parallel", "person", "https://x.example"];
  return [...tries, ...more].find((value) => type.safeParse(value).success);
}
