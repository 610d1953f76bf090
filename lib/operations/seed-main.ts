import { closeDatabase, openDatabase, write } from "@/db/client";
import { refreshStatistics } from "@/db/differences";
import { refreshTotals } from "@/lib/envelopes/refresh-totals";
import { seedEnvelopes } from "./seed-envelopes";
import { seedOffice } from "./seed-office";

const wordAfter = (name: string): string | undefined => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? undefined : process.argv[index + 1];
};

/** `--envelopes N`, and `--password WORDS` for the colleagues that are made with them. */
async function main(): Promise<void> {
  const total = Number(wordAfter("envelopes") ?? 1_000);
  if (!Number.isSafeInteger(total) || total < 1) throw new Error("--envelopes wants a number");
  const now = new Date();
  await openDatabase();
  const office = await seedOffice(wordAfter("password"), now);
  let shown = 0;
  await seedEnvelopes(office, total, now, (count) => {
    if (count < total && count - shown < 50_000) return;
    shown = count;
    const seconds = ((Date.now() - now.getTime()) / 1000).toFixed(0);
    process.stdout.write(`${count} of ${total} envelopes, ${seconds} s\n`);
  });
  await refreshTotals();
  await write(refreshStatistics);
  await closeDatabase();
  process.stdout.write(`A manager among them: ${office.managerEmail}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String((error as Error)?.stack)}\n`);
  process.exit(1);
});
