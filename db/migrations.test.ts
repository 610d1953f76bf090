import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { dialect } from "./dialect";

// drizzle-kit resolves `out` against the working folder, so the copy lies inside it.
const copy = mkdtempSync(path.resolve("db/migrations", `.check-${dialect}-`));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("the schema and this dialect's migration folder agree", () => {
  const folder = `db/migrations/${dialect}`;
  cpSync(folder, copy, { recursive: true });
  const output = execFileSync(
    "node_modules/.bin/drizzle-kit",
    [
      "generate",
      `--dialect=${dialect === "postgres" ? "postgresql" : "sqlite"}`,
      "--schema=./db/schema/*.ts",
      `--out=${path.relative(process.cwd(), copy)}`,
      "--name=difference",
    ],
    {
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: dialect === "postgres" ? "pglite:" : "" },
    },
  );
  expect(output).toContain("No schema changes");
  expect(readdirSync(copy)).toEqual(readdirSync(folder));
});
