// Writes the next migration of both folders from db/schema: `npm run db:generate -- --name why`.
import { spawnSync } from "node:child_process";

for (const [dialect, url] of [
  ["sqlite", ""],
  ["postgres", "pglite:"],
]) {
  console.log(`db/migrations/${dialect}`);
  const { status } = spawnSync(
    "node_modules/.bin/drizzle-kit",
    ["generate", ...process.argv.slice(2)],
    { stdio: "inherit", env: { ...process.env, DATABASE_URL: url } },
  );
  if (status) process.exit(status);
}
