import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";

/**
 * The floor of sending: node:http on a connection of its own for each, and a durable row before and
 * after. Four at once, as the portal does.
 * @returns milliseconds
 */
export async function sendBarely(
  url: string,
  token: string,
  bodies: readonly string[],
): Promise<number> {
  const database = new Database(
    path.join(mkdtempSync(path.join(tmpdir(), "muhr-bare-")), "sends.db"),
  );
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec("create table sends (number integer primary key, state text)");
  const begin = database.prepare("insert into sends values (?, 'sending')");
  const end = database.prepare("update sends set state = 'sent' where number = ?");
  const send = async (number: number, body: string) => {
    begin.run(number);
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const [answer] = await once(
      request(url, { agent: false, method: "POST", headers }).end(body),
      "response",
    );
    answer.resume();
    await once(answer, "end");
    if (answer.statusCode !== 200) throw new Error(`The sandbox said ${answer.statusCode}`);
    end.run(number);
  };
  const rest = bodies.entries();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const [number, body] of rest) await send(number, body);
    }),
  );
  database.close();
  return performance.now() - started;
}
