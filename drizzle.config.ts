import { defineConfig } from "drizzle-kit";
import { dialect } from "./db/dialect";

export default defineConfig({
  dialect: dialect === "postgres" ? "postgresql" : "sqlite",
  schema: ["./db/schema/accounts.ts", "./db/schema/envelopes.ts", "./db/schema/system.ts"],
  out: `./db/migrations/${dialect}`,
});
