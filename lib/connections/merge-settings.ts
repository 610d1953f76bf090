import type { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import type { SigningProvider, Values } from "@/lib/provider-kit/contract";
import { secretNames } from "@/lib/provider-kit/describe-inputs";

type Merged = {
  readonly settings: Values;
  /** Whether calls go to another host now; then nothing secret was kept. */
  readonly isMoved: boolean;
};

/**
 * The settings that a person typed, with the stored secrets where they left a secret empty. A secret
 * never follows the address to another host: there it has to be typed again.
 * @throws AppError `invalid`, naming the first wrong input and why
 */
export function mergeSettings(
  provider: SigningProvider,
  stored: Values | undefined,
  typed: Values,
): Merged {
  const secrets = secretNames(provider.settings);
  const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ""));
  const kept = Object.fromEntries(
    Object.entries(stored ?? {}).filter(([name]) => secrets.includes(name)),
  );
  const settings = parse(provider, { ...kept, ...given });
  if (!stored || originOf(provider, settings) === originOf(provider, stored))
    return { settings, isMoved: false };
  const forgotten = secrets.find((name) => name in kept && !(name in given));
  const fresh = provider.settings.safeParse(given);
  if (!fresh.success) throw wrongInput(forgotten ?? "", "secret_again");
  return { settings: fresh.data, isMoved: true };
}

/** Scheme, host and port: a secret that was typed for https must not go out in the clear. */
const originOf = (provider: SigningProvider, settings: Values): string | undefined =>
  provider.baseUrl(settings)?.origin;

function parse(provider: SigningProvider, values: Values): Values {
  const parsed = provider.settings.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrongInput(String(issue?.path[0] ?? ""), issue ? reasonOf(issue, values) : "invalid");
}

const wrongInput = (name: string, reason: string): AppError =>
  new AppError("invalid", `Setting ${name}: ${reason}`, { input: `settings.${name}`, reason });

/** A provider's own reason is a key of the message files; zod's sentences are not for people. */
function reasonOf({ path: [name], code, message }: z.core.$ZodIssue, values: Values): string {
  if (name !== undefined && values[String(name)] === undefined) return "required";
  if (/^[a-z_]+$/.test(message)) return message;
  return code === "too_big" ? "too_long" : "invalid";
}
