import { defineConfig } from "drizzle-kit";
import { dialect } from "./db/dialect";

export default defineConfig({
  dialect: dialect === "postgres" ? "postgresql" : "sqlite",
  schema: [
    "accounts",
    "bulk",
    "calibrations",
    "connections",
    "delivery",
    "envelopes",
    "links",
    "system",
    "teams",
    "templates",
    "totals",
  ].map((group) => `./db/schema/${group}.ts`),
  out: `./db/migrations/${dialect}`,
});
