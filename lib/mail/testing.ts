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
