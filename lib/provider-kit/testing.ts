import type { Memory, ProviderTools, Values } from "./contract";
import { createTransport } from "./http";
import { shareFlight } from "./share-flight";

/** A connection's memory that lasts as long as the test. */
export function createMemory(): Memory {
  let kept: { value: Values | null; rev: number } = { value: null, rev: 0 };
  return {
    read: async () => kept,
    replace: async (value, rev) => {
      if (rev !== kept.rev) return false;
      kept = { value, rev: rev + 1 };
      return true;
    },
  };
}

let count = 0;

/** The tools of a session that may reach a sandbox on this machine. @param hosts as `host:port` */
export function testTools(
  hosts: readonly string[] = [],
  also: Partial<ProviderTools> = {},
  totalTimeout = 60_000,
) {
  count += 1;
  const name = `test-${count}`;
  return {
    transport: createTransport({ privateHosts: hosts, totalTimeout }),
    memory: createMemory(),
    now: () => new Date(),
    shareFlight: (flight, work) => shareFlight(`${name}/${flight}`, work),
    ...also,
  } satisfies ProviderTools;
}
