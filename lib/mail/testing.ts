import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";

export type SunkMail = {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came over the wire, dots unstuffed. */
  readonly source: string;
};
export type MailSink = {
  readonly url: string;
  readonly mails: readonly SunkMail[];
  /** The next recipient is refused with this answer, such as `550 No such person`. */
  refuseNext(answer: string): void;
  close(): Promise<void>;
};

/** A real SMTP server (RFC 5321) on a free port of this machine that keeps what it is given. */
export async function openMailSink(): Promise<MailSink> {
  const mails: SunkMail[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | undefined;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    let from = "";
    let to: string[] = [];
    let pending = "";
    let isData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const obey = (line: string) => {
      const [, verb = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
      const address = /<([^>]*)>/.exec(rest)?.[1] ?? "";
      switch (verb.toUpperCase()) {
        case "EHLO":
          return say("250-sink\r\n250 8BITMIME");
        case "MAIL":
          from = address;
          to = [];
          return say("250 OK");
        case "RCPT": {
          const answer = refusal ?? "250 OK";
          if (!refusal) to.push(address);
          refusal = undefined;
          return say(answer);
        }
        case "DATA":
          isData = true;
          return say("354 Go on");
        case "QUIT":
          say("221 Bye");
          return socket.end();
        default:
          return say("250 OK");
      }
    };
    say("220 sink");
    socket.on("data", (chunk) => {
      pending += chunk.toString("utf8");
      for (;;) {
        const end = isData ? pending.indexOf("\r\n.\r\n") : pending.indexOf("\r\n");
        if (end < 0) return;
        const taken = pending.slice(0, end);
        pending = pending.slice(end + (isData ? 5 : 2));
        if (!isData) {
          obey(taken);
          continue;
        }
        isData = false;
        mails.push({ from, to, source: taken.replace(/^\.\./gm, ".") });
        say("250 Kept");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuseNext(answer) {
      refusal = answer;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const fromQuoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, "")
      .replace(/=([0-9A-F]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    "latin1",
  ).toString("utf8");

/** Encoded words of a header (RFC 2047), and its folding. */
const readHeader = (line: string): string =>
  line
    .replace(/\r?\n\s+/g, " ")
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(text, "base64").toString("utf8")
        : fromQuoted(text.replaceAll("_", " ")),
    );

/** What a person reads of a mail: its subject and its plain text. */
export function readMail({ source }: SunkMail): {
  readonly subject: string;
  readonly text: string;
} {
  const subject = /^Subject: ((?:.*)(?:\r?\n[ \t].*)*)/im.exec(source)?.[1] ?? "";
  const part = source.slice(source.search(/^Content-Type: text\/plain/im));
  const [headers = "", ...body] = part.split(/\r?\n\r?\n/);
  const raw = body.join("\r\n\r\n").split(/\r?\n--/)[0] ?? "";
  const encoding = /Content-Transfer-Encoding: (\S+)/i.exec(headers)?.[1]?.toLowerCase();
  const text =
    encoding === "base64"
      ? Buffer.from(raw, "base64").toString("utf8")
      : encoding === "quoted-printable"
        ? fromQuoted(raw)
        : raw;
  return { subject: readHeader(subject), text };
}
