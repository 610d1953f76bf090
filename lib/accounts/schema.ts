import { z } from "zod";
import { locales } from "@/lib/i18n/locales";
import { roles } from "@/lib/vocabulary/account";

// Every message is a key of `inputErrors` in the message files.
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "required")
  .max(254, "too_long")
  .pipe(z.email("email_invalid"));

/** A name for people to read: one line, without control characters. */
const personName = z
  .string()
  .trim()
  .min(1, "required")
  .max(120, "too_long")
  .regex(/^\P{Cc}*$/u, "invalid");

/** Its strength is judged on the server, with the person's own words at hand. */
export const passwordLengths = { minimum: 12, maximum: 128 } as const;
const newPassword = z.string().min(1, "required").max(1_000, "too_long");
const knownPassword = z.string().min(1, "required").max(1_000, "too_long");

const timeZone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, "invalid");
const token = z.string().regex(/^[\w-]{43}$/, "invalid");
const id = z.uuid("invalid");
const language = z.enum(locales, "invalid");
const role = z.enum(roles, "invalid");

export const signInInput = z.strictObject({ email, password: knownPassword });
export type SignInInput = z.infer<typeof signInInput>;

export const setUpInput = z.strictObject({
  token,
  organisation: personName,
  language,
  timeZone,
  name: personName,
  email,
  password: newPassword,
  /** As a form sends a ticked box. */
  rehearsal: z.literal("on", "invalid").optional(),
});
export type SetUpInput = z.infer<typeof setUpInput>;

export const inviteAccountInput = z.strictObject({ name: personName, email, role });
export type InviteAccountInput = z.infer<typeof inviteAccountInput>;

export const invitationInput = z.strictObject({ invitationId: id });
export type InvitationInput = z.infer<typeof invitationInput>;

export const acceptInvitationInput = z.strictObject({
  token,
  name: personName,
  language,
  password: newPassword,
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;

export const changePasswordInput = z.strictObject({
  current: knownPassword,
  password: newPassword,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const changeProfileInput = z.strictObject({ name: personName, language });
export type ChangeProfileInput = z.infer<typeof changeProfileInput>;

export const changeRoleInput = z.strictObject({ accountId: id, role });
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;

export const accountInput = z.strictObject({ accountId: id });
export type AccountInput = z.infer<typeof accountInput>;

export const changeOrganisationInput = z.strictObject({
  name: personName,
  language,
  timeZone,
});
export type ChangeOrganisationInput = z.infer<typeof changeOrganisationInput>;

export const nothingInput = z.strictObject({});

const teamName = z
  .string()
  .trim()
  .min(1, "required")
  .max(80, "too_long")
  .regex(/^\P{Cc}*$/u, "invalid");
export const createTeamInput = z.strictObject({ name: teamName });
export type CreateTeamInput = z.infer<typeof createTeamInput>;
export const changeTeamInput = z.strictObject({
  teamId: id,
  name: teamName,
  isArchived: z.boolean(),
});
export type ChangeTeamInput = z.infer<typeof changeTeamInput>;
export const teamMemberInput = z.strictObject({ teamId: id, accountId: id });
export type TeamMemberInput = z.infer<typeof teamMemberInput>;
export const addTeamMemberInput = teamMemberInput.extend({ isDefault: z.boolean() });
export type AddTeamMemberInput = z.infer<typeof addTeamMemberInput>;
