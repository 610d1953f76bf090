import { afterAll, beforeAll, expect, test } from "vitest";
import type { Mail } from "./deliver-mail";
import { deliverMail, isMailConfigured } from "./deliver-mail";
import type { MailSink } from "./testing";
import { openMailSink } from "./testing";

let sink: MailSink;
beforeAll(async () => {
  sink = await openMailSink();
  process.env.SMTP_URL = sink.url;
  process.env.MAIL_FROM = "Muhr <muhr@noor.example>";
  process.env.PUBLIC_URL = "https://sign.noor.example";
});
afterAll(() => sink.close());

const mail: Mail = {
  key: "invitation-1",
  to: { name: "علی رضایی", address: "ali@example.com" },
  language: "fa",
  subject: "دعوت به مُهر",
  paragraphs: ["سلام <b>علی</b>", "یک\nدو"],
  action: { label: "پیوستن", link: "https://sign.noor.example/invitations/abc?x=1&y=2" },
};
const last = () => sink.mails.at(-1);
const decoded = (source: string) =>
  source
    .split(/\r?\n\r?\n/)
    .map((part) => {
      const bytes = part.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, "%$1");
      try {
        return decodeURIComponent(bytes.replace(/%(?![0-9A-F]{2})/g, "%25"));
      } catch {
        return part;
      }
    })
    .concat(source.split(/\r?\n\r?\n/).map((part) => Buffer.from(part, "base64").toString()))
    .join("\n\n");

test("a mail reaches the server with a text and a right-to-left HTML part", async () => {
  expect(isMailConfigured()).toBe(true);
  await deliverMail(mail);
  expect(last()).toMatchObject({ from: "muhr@noor.example", to: ["ali@example.com"] });
  const source = last()?.source ?? "";
  expect(source).toContain("Message-ID: <invitation-1@sign.noor.example>");
  expect(source).toContain("multipart/alternative");
  const text = decoded(source);
  expect(text).toContain('dir="rtl"');
  expect(text).toContain("سلام &lt;b&gt;علی&lt;/b&gt;");
  expect(text).toContain("https://sign.noor.example/invitations/abc?x=1&y=2");
});

test("nobody writes headers through a name, a subject or an address", async () => {
  await deliverMail({
    ...mail,
    to: { name: "Ali\r\nBcc: eve@example.com", address: "ali@example.com" },
    subject: "Hello\r\nBcc: eve@example.com\r\n\r\nbody",
  });
  expect(last()?.to).toEqual(["ali@example.com"]);
  const [head] = last()?.source.split("\r\n\r\n") ?? [];
  expect(head).toContain("Subject: Hello Bcc: eve@example.com body");
  expect(head).not.toMatch(/^Bcc:/im);
});

test("a server that refuses the recipient makes the delivery fail, so that it is tried again", async () => {
  const before = sink.mails.length;
  sink.refuseNext("550 No such person");
  await expect(deliverMail(mail)).rejects.toThrow(/550/);
  expect(sink.mails).toHaveLength(before);
});

test("without a server or a sender there is no mail", async () => {
  const { MAIL_FROM } = process.env;
  delete process.env.MAIL_FROM;
  expect(isMailConfigured()).toBe(false);
  await expect(deliverMail(mail)).rejects.toThrow("No mail server");
  process.env.MAIL_FROM = MAIL_FROM;
});
