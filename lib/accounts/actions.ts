"use server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { Locale } from "@/lib/i18n/locales";
import { languageCookie, preferenceSeconds } from "@/lib/i18n/preferences";
import { AppError } from "@/lib/kernel/errors";
import { acceptInvitation } from "./accept-invitation";
import { addTeamMember } from "./add-team-member";
import { authenticateAccount } from "./authenticate-account";
import { changeOrganisation } from "./change-organisation";
import { changePassword } from "./change-password";
import { changeProfile } from "./change-profile";
import { changeRole } from "./change-role";
import { changeTeam } from "./change-team";
import { createTeam } from "./create-team";
import { disableAccount } from "./disable-account";
import { enableAccount } from "./enable-account";
import { endSessions } from "./end-sessions";
import { guardedAction, openAction } from "./guarded-action";
import { inviteAccount } from "./invite-account";
import { removeTeamMember } from "./remove-team-member";
import { findSession } from "./require-session";
import { revokeInvitation } from "./revoke-invitation";
import {
  acceptInvitationInput,
  accountInput,
  addTeamMemberInput,
  changeOrganisationInput,
  changePasswordInput,
  changeProfileInput,
  changeRoleInput,
  changeTeamInput,
  createTeamInput,
  invitationInput,
  inviteAccountInput,
  nothingInput,
  setUpInput,
  signInInput,
  teamMemberInput,
} from "./schema";
import { clearSessionCookie, setSessionCookie } from "./session-cookie";
import { setUpOrganisation } from "./set-up-organisation";
import { signOut } from "./sign-out";

async function showIn(language: Locale): Promise<void> {
  const options = { path: "/", maxAge: preferenceSeconds, sameSite: "lax" } as const;
  (await cookies()).set(languageCookie, language, options);
}

/** Ends what this browser was signed in as, then gives it the new session. */
async function startHere(token: string, now: Date): Promise<void> {
  const former = await findSession();
  if (former) await signOut(former.actor, former.sessionId, now);
  await setSessionCookie(token);
}

export const signInAction = openAction({
  input: signInInput,
  run: async (visitor, input, now) =>
    startHere(await authenticateAccount(visitor, input, now), now),
});

export const setUpAction = openAction({
  input: setUpInput,
  run: async (visitor, input, now) => {
    await startHere(await setUpOrganisation(visitor, input, now), now);
    await showIn(input.language);
  },
});

export const acceptInvitationAction = openAction({
  input: acceptInvitationInput,
  run: async (visitor, input, now) => {
    await startHere(await acceptInvitation(visitor, input, now), now);
    await showIn(input.language);
  },
});

const endThisSession = guardedAction({
  permission: "profile.change",
  input: nothingInput,
  run: async (actor, _input, now) => {
    const session = await findSession();
    if (session) await signOut(actor, session.sessionId, now);
    await clearSessionCookie();
  },
});

/** Ends this session and goes to the sign-in page, also when it had ended already. */
export async function signOutAction(): Promise<void> {
  await endThisSession({});
  redirect("/sign-in");
}

export const endSessionsAction = guardedAction({
  permission: "profile.change",
  input: nothingInput,
  run: async (actor, _input, now) => {
    await endSessions(actor, now);
    await clearSessionCookie();
  },
});

export const changePasswordAction = guardedAction({
  permission: "profile.change",
  input: changePasswordInput,
  run: async (actor, input, now) => {
    const session = await findSession();
    if (!session) throw new AppError("signed_out");
    await changePassword(actor, session.sessionId, input, now);
  },
});

export const changeProfileAction = guardedAction({
  permission: "profile.change",
  input: changeProfileInput,
  run: async (actor, input, now) => {
    await changeProfile(actor, input, now);
    await showIn(input.language);
  },
});

export const inviteAccountAction = guardedAction({
  permission: "account.invite",
  input: inviteAccountInput,
  run: inviteAccount,
});

export const revokeInvitationAction = guardedAction({
  permission: "account.invite",
  input: invitationInput,
  run: revokeInvitation,
});

export const changeRoleAction = guardedAction({
  permission: "account.manage",
  input: changeRoleInput,
  run: changeRole,
});

export const disableAccountAction = guardedAction({
  permission: "account.manage",
  input: accountInput,
  run: disableAccount,
});

export const enableAccountAction = guardedAction({
  permission: "account.manage",
  input: accountInput,
  run: enableAccount,
});

export const changeOrganisationAction = guardedAction({
  permission: "organisation.manage",
  input: changeOrganisationInput,
  run: changeOrganisation,
});

export const createTeamAction = guardedAction({
  permission: "team.manage",
  input: createTeamInput,
  run: createTeam,
});

export const changeTeamAction = guardedAction({
  permission: "team.manage",
  input: changeTeamInput,
  run: changeTeam,
});

export const addTeamMemberAction = guardedAction({
  permission: "team.manage",
  input: addTeamMemberInput,
  run: addTeamMember,
});

export const removeTeamMemberAction = guardedAction({
  permission: "team.manage",
  input: teamMemberInput,
  run: removeTeamMember,
});
