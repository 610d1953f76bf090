import { z } from "zod";

// Every message is a key of `inputErrors` in the message files.
const id = z.string("invalid").min(1, "invalid").max(64, "invalid");

/** What a person calls it: one line, without control characters. */
const connectionName = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(80, "too_long")
  .regex(/^\P{Cc}*$/u, "invalid");

const value = z.union([z.string().max(20_000, "too_long"), z.number(), z.boolean()], "invalid");

/** The provider's own schema says what the settings must be; a secret that is left empty stays. */
export const saveConnectionInput = z.strictObject({
  /** null for a new one. */
  connectionId: id.nullable(),
  providerId: id,
  name: connectionName,
  isRehearsal: z.boolean("invalid"),
  settings: z.record(id, value),
  /** A person knows that envelopes under way are read back at the new address from now on. */
  movesOpenEnvelopes: z.boolean("invalid").optional(),
});
export type SaveConnectionInput = z.infer<typeof saveConnectionInput>;

export const connectionInput = z.strictObject({ connectionId: id });
export type ConnectionInput = z.infer<typeof connectionInput>;

export const switchConnectionInput = z.strictObject({
  connectionId: id,
  isEnabled: z.boolean("invalid"),
});
export type SwitchConnectionInput = z.infer<typeof switchConnectionInput>;

export const switchRehearsalInput = z.strictObject({ isOn: z.boolean("invalid") });
export type SwitchRehearsalInput = z.infer<typeof switchRehearsalInput>;
