import { spawn } from "node:child_process";
import type { Ledger } from "@/lib/provider-kit/sandbox";

const firstPort = 47_100;

/** A provider's sandbox as a process of its own: what it costs is not ours. */
export async function startSandbox() {
  const child = spawn(process.execPath, ["scripts/sandbox.mjs"], {
    env: { ...process.env, SANDBOX_PORT: String(firstPort) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // A measurement that fails must not leave it behind.
  process.once("exit", () => child.kill());
  let printed = "";
  for await (const piece of child.stdout.setEncoding("utf8")) {
    printed += piece;
    if (/^ {2}password.*\n/m.test(printed)) break;
  }
  const [, url = "", control = ""] = /^\w+: (\S+)\n\s+control\s+(\S+)/m.exec(printed) ?? [];
  const rows = printed.matchAll(/^ {2}(\w+)\s+(\S+)$/gm);
  const {
    control: _control,
    pages: _pages,
    ...settings
  } = Object.fromEntries(Array.from(rows, ([, name, value]) => [name, value]));
  if (!control) throw new Error(`The sandbox printed: ${printed}`);
  return {
    url,
    settings: settings as Record<string, string>,
    ledger: async (): Promise<Ledger> => (await fetch(`${control}/ledger`)).json(),
    stop: () => child.kill(),
  };
}
export type SandboxProcess = Awaited<ReturnType<typeof startSandbox>>;
