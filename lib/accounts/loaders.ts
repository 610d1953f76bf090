import "server-only";
import { redirect } from "next/navigation";
import { latestSequence } from "@/db/changes";
import { read } from "@/db/client";
import type { AuditRow } from "@/lib/audit/queries";
import { listAuditEvents } from "@/lib/audit/queries";
import { timeZoneInForce } from "@/lib/i18n/office-time-zone";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import { can } from "@/lib/policy/can";
import { isSetUpToken } from "./ensure-set-up-link";
import { invitationLink } from "./invite-account";
import {
  findOpenInvitation,
  findOrganisation,
  listLiveSessions,
  listOpenInvitations,
  listPeople,
} from "./queries";
import { findSession, requirePermission, requireSession } from "./require-session";
import { toSafePath } from "./safe-path";
import { listTeams } from "./teams-of";

/** Whoever is signed in already goes on; the others are told where signing in leads. */
export async function loadSignIn(next: string | undefined) {
  const path = toSafePath(next);
  if (await findSession()) redirect(path);
  const office = await findOrganisation();
  return { next: path, organisation: office?.name, isSetUp: office !== undefined };
}

export async function loadSetUp(token: string) {
  const isUsable = await isSetUpToken(token);
  if (!isUsable && (await findSession())) redirect("/");
  return { isUsable };
}

export async function loadInvitation(token: string) {
  const [invitation, office] = await Promise.all([
    findOpenInvitation(token, new Date()),
    findOrganisation(),
  ]);
  // Whoever has just accepted it stands here for a moment, signed in.
  if (!invitation && (await findSession())) redirect("/");
  return invitation && office ? { invitation, organisation: office.name } : undefined;
}

/** Who is signed in and what the shell shows to them. */
export async function loadShell() {
  const { actor, account } = await requireSession();
  return {
    person: { name: account.name, email: account.email, role: account.role },
    mayInvite: can(actor, "account.invite"),
    mayCreate: can(actor, "envelope.create"),
  };
}

/** Whose screen it is, and the number of the last change before it was made. */
export type LiveMark = { readonly accountId: string; readonly sequence: number };

/** To be waited for before a page reads what it shows: what comes later is told to it. */
export async function loadLiveMark(): Promise<LiveMark> {
  const { account } = await requireSession();
  return { accountId: account.id, sequence: await read(latestSequence) };
}

/** The settings pages that the role opens, in the order of the navigation. */
export async function loadSettings() {
  const { actor } = await requireSession();
  return [
    "profile",
    ...(can(actor, "account.read") ? (["people"] as const) : []),
    ...(can(actor, "team.manage") ? (["teams"] as const) : []),
    ...(can(actor, "organisation.manage") ? (["organisation"] as const) : []),
    ...(can(actor, "connection.manage") ? (["providers"] as const) : []),
    ...(can(actor, "audit.read") ? (["audit"] as const) : []),
    ...(can(actor, "job.manage") ? (["system"] as const) : []),
  ] as const;
}

export async function loadProfile() {
  const { account, sessionId } = await requireSession();
  const sessions = await listLiveSessions(account.id, new Date());
  return {
    account,
    sessions: sessions.map((session) => ({ ...session, isThisOne: session.id === sessionId })),
  };
}

export async function loadPeople() {
  const { account } = await requirePermission("account.read");
  const [people, invitations, teams] = await Promise.all([
    listPeople(),
    listOpenInvitations(new Date()),
    read(listTeams),
  ]);
  const teamsOf = (accountId: string) =>
    teams.filter(({ members }) => members.some((member) => member.accountId === accountId));
  return {
    people: people.map((person) => ({
      ...person,
      isMe: person.id === account.id,
      teams: teamsOf(person.id).map(({ id, name }) => ({ id, name })),
    })),
    invitations: invitations.map((invitation) => ({
      ...invitation,
      link: invitationLink(invitation.id),
    })),
    isMailConfigured: isMailConfigured(),
  };
}

export async function loadOrganisation() {
  await requirePermission("organisation.manage");
  return findOrganisation();
}

const auditPage = 50;

/** One page of the audit, the newest first; `older` is the `before` of the next page. */
export async function loadAudit(
  before: number | undefined,
): Promise<{ events: AuditRow[]; older: number | undefined; timeZone: string }> {
  await requirePermission("audit.read");
  const [rows, office] = await Promise.all([
    listAuditEvents(auditPage + 1, before),
    findOrganisation(),
  ]);
  const events = rows.slice(0, auditPage);
  return {
    events,
    older: rows.length > auditPage ? events.at(-1)?.sequence : undefined,
    timeZone: timeZoneInForce(office?.timeZone) ?? "UTC",
  };
}
