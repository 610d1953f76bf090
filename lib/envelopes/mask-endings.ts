import type { SendRequest, Values } from "@/lib/provider-kit/contract";

/** The exact call with the last digits of national numbers hidden but for two. */
export function maskEndings(body: Values, { recipients }: Pick<SendRequest, "recipients">): Values {
  const endings = recipients.flatMap(({ identity }) => identity.id_last_four ?? []);
  const mask = (value: unknown): unknown => {
    if (typeof value === "string") return endings.includes(value) ? `••${value.slice(-2)}` : value;
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, mask(below)]));
  };
  return mask(body) as Values;
}
