import { createServer } from "node:net";
import type { RehearsalReport } from "@/lib/provider-kit/rehearsal";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import { createSignzySandbox } from "@/lib/providers/signzy/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import { servePracticeInbox } from "./serve-practice-inbox";

const creates = [createEmzanoSandbox, createWebImzoSandbox, createSignzySandbox];
const usualPort = 4_100;
/** Each sandbox has three ports in a row, the first a round number, so that addresses stay the same. */
const portsPerSandbox = 10;
const inboxOffset = creates.length * portsPerSandbox;

/** Every provider's sandbox and one inbox for all of them, until the process is told to end. */
async function main(): Promise<void> {
  const firstPort = await chooseFirstPort();
  const folder = process.env.SANDBOX_FOLDER;
  const toPort = (offset: number) => (firstPort === 0 ? 0 : firstPort + offset);
  const sandboxes = await Promise.all(
    creates.map((create, index) =>
      create({ firstPort: toPort(index * portsPerSandbox), ...(folder && { folder }) }),
    ),
  );
  const inbox = await servePracticeInbox(toPort(inboxOffset), sandboxes);
  const stop = async () => {
    await Promise.all([inbox, ...sandboxes].map((each) => each.close()));
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  // Whatever ended the process that started this one.
  if (process.channel) process.on("disconnect", stop);

  for (const sandbox of sandboxes) process.stdout.write(`${describe(sandbox)}\n`);
  process.stdout.write(`inbox of everybody: ${inbox.url}\n`);
  const report: RehearsalReport = {
    inboxUrl: inbox.url,
    sandboxes: sandboxes.map(({ providerId, url, controlUrl, inboxUrl, settings, samples }) => ({
      providerId,
      url,
      controlUrl,
      pagesUrl: inboxUrl,
      settings,
      samples,
    })),
  };
  process.send?.(report);
}

/** The usual ports where all of them are free; a port that the operator named is taken at its word. */
async function chooseFirstPort(): Promise<number> {
  if (process.env.SANDBOX_PORT) return Number(process.env.SANDBOX_PORT);
  const ports = creates.flatMap((_, index) =>
    [0, 1, 2].map((offset) => usualPort + index * portsPerSandbox + offset),
  );
  const free = await Promise.all([...ports, usualPort + inboxOffset].map(isFree));
  return free.every(Boolean) ? usualPort : 0;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });

/** What a connection in Muhr needs to be told, for people. */
function describe({ providerId, url, controlUrl, inboxUrl, settings }: Sandbox): string {
  const rows = Object.entries(settings).map(([name, value]) => `  ${name.padEnd(14)}${value}`);
  return [
    `${providerId}: ${url}`,
    `  control       ${controlUrl}`,
    `  pages         ${inboxUrl}`,
    ...rows,
  ].join("\n");
}

main().catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === "EADDRINUSE";
  const advice = "A port of the sandboxes is taken; choose others with SANDBOX_PORT.";
  process.stderr.write(`${isTaken ? advice : error.stack}\n`);
  process.exit(1);
});
