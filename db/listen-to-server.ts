import "server-only";
import type { Client } from "pg";
import { changesChannel } from "./differences";

const pauseMilliseconds = 1_000;

/**
 * `LISTEN` on a connection of its own, which is made again when it breaks. `onNotice` is also called
 * for each new connection: what came in between was not heard. @returns what ends it
 */
export function listenToServer(url: string, onNotice: () => void): () => Promise<void> {
  let client: Client | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const connect = async () => {
    const { Client } = await import("pg");
    if (isStopped) return;
    const made = new Client({ connectionString: url, keepAlive: true });
    client = made;
    let isLost = false;
    const lose = () => {
      if (isLost) return;
      isLost = true;
      made.end().catch(() => undefined);
      if (!isStopped) again = setTimeout(connect, pauseMilliseconds).unref();
    };
    made.on("error", lose);
    made.on("end", lose);
    made.on("notification", onNotice);
    try {
      await made.connect();
      await made.query(`listen ${changesChannel}`);
      onNotice();
    } catch {
      lose();
    }
  };

  void connect();
  return async () => {
    isStopped = true;
    clearTimeout(again);
    await client?.end().catch(() => undefined);
  };
}
