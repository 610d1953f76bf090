import type { SigningProvider, Values } from "@/lib/provider-kit/contract";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import type { InputShape } from "@/lib/vocabulary/input-shape";

export type SettingView = InputShape & {
  /** Never of a secret. */
  readonly value: string | number | boolean | undefined;
  /** Of a secret that is stored: its last letters, where they tell it apart and give nothing away. */
  readonly stored: { readonly ending: string | null } | null;
};

/** Four letters of a shorter secret would be too much of it. */
const shortestWithEnding = 12;

/** A connection's settings for its form. What is secret stays behind. */
export const describeSettings = (
  provider: SigningProvider,
  stored: Values | undefined,
): SettingView[] =>
  describeInputs(provider.settings).map((shape) => {
    const value = stored?.[shape.name] ?? shape.preset;
    return shape.isSecret
      ? { ...shape, value: undefined, stored: describeSecret(value) }
      : { ...shape, value: toSimple(value), stored: null };
  });

function describeSecret(value: unknown): SettingView["stored"] {
  if (typeof value !== "string" || value === "") return null;
  return { ending: value.length >= shortestWithEnding ? value.slice(-4) : null };
}

const toSimple = (value: unknown): SettingView["value"] =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : undefined;
