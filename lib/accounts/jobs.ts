import "server-only";
import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { read } from "@/db/client";
import { accounts, invitations, organisation } from "@/db/schema/accounts";
import { formatInstant } from "@/lib/i18n/formats";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { timeZoneInForce } from "@/lib/i18n/office-time-zone";
import type { BoundJob } from "@/lib/jobs/queue";
import { bindJob } from "@/lib/jobs/queue";
import { deliverMail } from "@/lib/mail/deliver-mail";
import { isOpen } from "./accept-invitation";
import { invitationLink, mailInvitation } from "./invite-account";

/** Mails an invitation that is still open, in the language of the office. */
async function sendInvitation(
  { invitationId }: { invitationId: string },
  now: Date,
): Promise<void> {
  const [[found], [office]] = await read((db) =>
    Promise.all([
      db
        .select({ invitation: invitations, invitedBy: accounts.name })
        .from(invitations)
        .innerJoin(accounts, eq(accounts.id, invitations.invitedBy))
        .where(eq(invitations.id, invitationId)),
      db.select().from(organisation),
    ]),
  );
  if (!found || !office || !isOpen(found.invitation, now)) return;
  const { invitation, invitedBy } = found;
  const locale = isLocale(office.language) ? office.language : defaultLocale;
  const t = createTranslator({
    locale,
    messages: messagesFor(locale),
    namespace: "invitation.mail",
  });
  const words = {
    name: invitation.name,
    invitedBy,
    organisation: office.name,
    until: formatInstant(invitation.expiresAt, "short", {
      locale,
      timeZone: timeZoneInForce(office.timeZone),
    }),
  };
  await deliverMail({
    key: `invitation-${invitation.id}`,
    to: { name: invitation.name, address: invitation.email },
    language: locale,
    subject: t("subject", words),
    paragraphs: [t("greeting", words), t("body", words), t("until", words), t("notYou")],
    action: { label: t("accept"), link: invitationLink(invitation.id) },
  });
}

export const accountJobs: readonly BoundJob[] = [bindJob(mailInvitation, sendInvitation)];
