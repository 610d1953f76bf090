/**
 * Fixed when the process starts: the column kit builds the tables once, for one dialect.
 * `pglite:` is PostgreSQL inside the process, for tests.
 */
export const dialect: "sqlite" | "postgres" = /^(postgres|postgresql|pglite):/.test(
  process.env.DATABASE_URL ?? "",
)
  ? "postgres"
  : "sqlite";
