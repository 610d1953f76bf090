import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const shared = {
  resolve: {
    alias: { "@": root, "server-only": `${root}/node_modules/server-only/empty.js` },
  },
};

// The column kit fixes the dialect at import, so everything runs once per dialect.
// Rooms that never touch the database run once only.
const withoutDatabase = [
  "lib/{kernel,vocabulary,policy,placements,recipients,i18n,pdf,signing}/**/*.test.ts",
  "lib/{provider-kit,providers}/**/*.test.ts",
  "components/**/*.test.ts",
  "scripts/**/*.test.ts",
];

export default defineConfig({
  ...shared,
  test: {
    isolate: false,
    setupFiles: "./vitest.setup.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Much of the time is spent waiting for child processes and password hashes.
    maxWorkers: 2,
    maxConcurrency: 2,
    projects: [
      { ...shared, test: { name: "plain", include: withoutDatabase } },
      {
        ...shared,
        test: {
          name: "sqlite",
          include: ["{lib,db,app}/**/*.test.ts"],
          exclude: withoutDatabase,
          env: { DATABASE_URL: "", LOG_LEVEL: "silent" },
        },
      },
      {
        ...shared,
        test: {
          name: "postgres",
          globalSetup: "./db/testing-snapshot.ts",
          include: ["{lib,db,app}/**/*.test.ts"],
          exclude: withoutDatabase,
          env: {
            DATABASE_URL: process.env.TEST_DATABASE_URL ?? "pglite:",
            LOG_LEVEL: "silent",
          },
        },
      },
    ],
  },
});
