import "server-only";
import { createTransport } from "nodemailer";
import { env, publicUrl } from "@/lib/kernel/env";
import type { Letter } from "./compose-mail";
import { toHtml, toText } from "./compose-mail";

export type Mail = Letter & {
  /** The same mail has the same key, so that a second delivery shows as the same message. */
  readonly key: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly attachments?: readonly { readonly name: string; readonly content: Buffer }[];
};

/** Whether the operator gave a mail server and a sender. Without them links are copied by hand. */
export const isMailConfigured = (): boolean => Boolean(env().SMTP_URL && env().MAIL_FROM);

/** A header is one line: whatever came from a person is flattened before it goes into one. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

const seconds = 1_000;

/** Hands one mail to the configured server. Throws when the server does not take it. */
export async function deliverMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) throw new Error("No mail server is configured");
  const transport = createTransport(
    { url: SMTP_URL, connectionTimeout: 10 * seconds, socketTimeout: 60 * seconds },
    { from: MAIL_FROM, disableFileAccess: true, disableUrlAccess: true },
  );
  try {
    await transport.sendMail({
      messageId: `<${mail.key.replace(/[^\w.-]/g, "-")}@${new URL(publicUrl()).hostname}>`,
      to: { name: oneLine(mail.to.name), address: oneLine(mail.to.address) },
      subject: oneLine(mail.subject),
      text: toText(mail),
      html: toHtml(mail),
      // RFC 3834: no holiday answers to a machine.
      headers: { "Auto-Submitted": "auto-generated", "Content-Language": mail.language },
      attachments: (mail.attachments ?? []).map(({ name, content }) => ({
        filename: oneLine(name),
        content,
      })),
    });
  } finally {
    transport.close();
  }
}
