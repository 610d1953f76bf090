import { vi } from "vitest";

/**
 * Before every test file: files share a process, because starting one and reading the packages
 * takes longer than most of them, and each finds its process as if it were the first. The
 * packages stay loaded; our own modules, what they keep in the process, the environment and what
 * another file put in the place of a module do not.
 */
const slot = Symbol.for("testing.environment");
const shared = globalThis as { [slot]?: NodeJS.ProcessEnv };
shared[slot] ??= { ...process.env };

for (const name of Object.keys(process.env)) if (!(name in shared[slot])) delete process.env[name];
Object.assign(process.env, shared[slot]);

for (const key of Object.getOwnPropertySymbols(globalThis))
  if (/^muhr\b/.test(key.description ?? "")) Reflect.deleteProperty(globalThis, key);

for (const replaced of ["next/headers", "next-intl/server"]) vi.doUnmock(replaced);
vi.resetModules();
