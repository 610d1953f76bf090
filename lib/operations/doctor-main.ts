import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { closeDatabase, openDatabaseToRead, read } from "@/db/client";
import { meta } from "@/db/schema/system";
import { formatsFor } from "@/lib/i18n/formats";
import { messagesFor } from "@/lib/i18n/messages";
import { masterKeyCheck } from "@/lib/kernel/encryption";
import { localUrl } from "@/lib/kernel/env";
import { StartError } from "@/lib/kernel/start-error";
import { describeFacts, sayFinding } from "./describe-system";
import { judgeSystem } from "./judge-system";
import { measureMigrations } from "./measure-program";
import { measureSystem } from "./measure-system";

type Line = { readonly level: "ok" | "warning" | "problem"; readonly text: string };

const locale = "en";
const messages = messagesFor(locale);
const reader = { locale, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } as const;
const t = createTranslator({
  locale,
  messages,
  namespace: "system",
  formats: formatsFor(locale),
  timeZone: reader.timeZone,
});
/** Marks of direction are for browsers. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

const patience = 5_000;
/** Characters for the name of a fact. */
const width = 26;

/** What the running portal says of itself; that it does not run is no fault of the installation. */
async function askPortal(): Promise<Line> {
  try {
    const answer = await fetch(`${localUrl()}/api/ready`, {
      signal: AbortSignal.timeout(patience),
    });
    if (answer.ok)
      return { level: "ok", text: `The portal answers at ${localUrl()} and is ready.` };
    const { reasons } = (await answer.json()) as { reasons?: string[] };
    return {
      level: "problem",
      text: `The portal answers at ${localUrl()} and is not ready: ${reasons?.join(", ")}.`,
    };
  } catch {
    return {
      level: "warning",
      text: `The portal does not answer at ${localUrl()}. Start it with \`npm start\`, or set HOST and PORT here as there.`,
    };
  }
}

/** Whether the rest can be asked at all. @throws StartError */
async function requireOwnDatabase(): Promise<void> {
  const { missing, unknown } = await read(measureMigrations).catch((cause: Error) => {
    throw new StartError(`The database cannot be read: ${cause.message}`);
  });
  if (unknown > 0)
    throw new StartError(
      "The database was used by a newer version of Muhr: update this one, or put back a backup.",
    );
  if (missing > 0)
    throw new StartError(
      `The database lacks ${missing} changes of this version: \`npm start\` makes them.`,
    );
  const [row] = await read((db) => db.select().from(meta).where(eq(meta.id, "master_key_check")));
  if (row && row.value !== masterKeyCheck())
    throw new StartError(
      "The secrets file does not belong to this database: put back the one that does (MUHR_SECRETS_FILE).",
    );
}

async function examine(): Promise<Line[]> {
  await openDatabaseToRead();
  await requireOwnDatabase();
  const figures = await measureSystem(new Date());
  for (const { code, values } of describeFacts(figures, reader))
    print(`  ${t(`names.${code}`).padEnd(width)} ${t(`facts.${code}`, values)}`);
  for (const { name, lastDay, waiting } of figures.connections)
    if (lastDay.calls > 0 || waiting > 0)
      print(`  ${name.padEnd(width)} ${t("calls", { ...lastDay, waiting })}`);
  print("");
  return judgeSystem(figures).map((finding) => {
    const { level, code, values } = sayFinding(finding, reader, "terminal");
    return { level, text: t(`findings.${code}`, values) };
  });
}

const print = (text: string): void => void process.stdout.write(`${plain(text)}\n`);

/** Says how the installation is, whether or not it runs; exit code 1 when something is wrong. */
async function main(): Promise<void> {
  const lines: Line[] = [await askPortal()];
  try {
    lines.push(...(await examine()));
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    lines.push({ level: "problem", text: error.message });
  } finally {
    await closeDatabase().catch(() => undefined);
  }
  for (const { level, text } of lines) print(`${level.toUpperCase().padEnd(8)} ${text}`);
  const isSick = lines.some(({ level }) => level === "problem");
  print(isSick ? "\nSomething is wrong." : "\nNothing is wrong.");
  process.exitCode = isSick ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${String((error as Error)?.stack)}\n`);
  process.exit(1);
});
