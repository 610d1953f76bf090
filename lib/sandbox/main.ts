import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";

/** Each sandbox has three ports in a row, the first a round number, so that addresses stay the same. */
const portsPerSandbox = 10;

/** Every provider's sandbox, until the process is told to end. */
async function main(): Promise<void> {
  const firstPort = Number(process.env.SANDBOX_PORT || 4_100);
  const creates = [createEmzanoSandbox];
  const sandboxes = await Promise.all(
    creates.map((create, index) =>
      create({ firstPort: firstPort === 0 ? 0 : firstPort + index * portsPerSandbox }),
    ),
  );
  for (const sandbox of sandboxes) process.stdout.write(`${describe(sandbox)}\n`);

  const stop = async () => {
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  if (process.channel) process.on("disconnect", stop);
}

/** What a connection in Muhr needs to be told, for people. */
function describe({ providerId, url, controlUrl, inboxUrl, settings }: Sandbox): string {
  const rows = Object.entries(settings).map(([name, value]) => `  ${name.padEnd(14)}${value}`);
  return [
    `${providerId}: ${url}`,
    `  control       ${controlUrl}`,
    `  inbox         ${inboxUrl}`,
    ...rows,
  ].join("\n");
}

main().catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === "EADDRINUSE";
  const advice = "A port of the sandboxes is taken; choose others with SANDBOX_PORT.";
  process.stderr.write(`${isTaken ? advice : error.stack}\n`);
  process.exit(1);
});
