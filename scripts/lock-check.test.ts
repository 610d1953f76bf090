import { expect, test } from "vitest";
import { lockProblems } from "./lock-check.mjs";

const integrity = "sha512-x";
const lock = (packages: Record<string, object>) => ({
  packages: {
    "": { name: "project" },
    "node_modules/next": { version: "16.4.1", integrity },
    ...packages,
  },
});

test("a complete lock has no problems", () => {
  const platform = { version: "1.0.0", integrity };
  const tool = { version: "1.0.0", integrity, optionalDependencies: { "tool-linux": "1.0.0" } };
  expect(
    lockProblems(lock({ "node_modules/tool": tool, "node_modules/tool-linux": platform })),
  ).toEqual([]);
  expect(
    lockProblems(
      lock({ "node_modules/tool": tool, "node_modules/tool/node_modules/tool-linux": platform }),
    ),
  ).toEqual([]);
});

test("a platform package that is missing, or there in another version, is named", () => {
  const tool = { version: "1.0.0", integrity, optionalDependencies: { "tool-win": "1.0.0" } };
  expect(lockProblems(lock({ "node_modules/tool": tool }))).toEqual([
    "tool wants tool-win 1.0.0, which is not in the lock.",
  ]);
  const other = { version: "0.9.0", integrity };
  expect(
    lockProblems(lock({ "node_modules/tool": tool, "node_modules/tool-win": other })),
  ).toHaveLength(1);
});

test("a package without a checksum, or from somewhere else, is named", () => {
  expect(lockProblems(lock({ "node_modules/tool": { version: "1.0.0" } }))).toHaveLength(1);
  const elsewhere = { version: "1.0.0", integrity, resolved: "https://evil.example/tool.tgz" };
  expect(lockProblems(lock({ "node_modules/tool": elsewhere }))).toHaveLength(1);
});

test("the framework is never older than its last security fix", () => {
  const withNext = (version: string) =>
    lockProblems(lock({ "node_modules/next": { version, integrity } }));
  expect(withNext("16.4.0")).toHaveLength(1);
  expect(withNext("15.9.9")).toHaveLength(1);
  expect(withNext("16.10.0")).toEqual([]);
  expect(withNext("17.0.0")).toEqual([]);
});
