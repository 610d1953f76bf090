import { expect, test } from "vitest";
import { countJourneys, countUnitTests, retell } from "./stages.mjs";

const unit = (status: string, failureMessages: string[] = []) => ({
  fullName: `is ${status}`,
  status,
  failureMessages,
});

test("a failed unit test and a file that cannot be loaded are failures with a name", () => {
  const report = {
    numPassedTests: 1,
    testResults: [
      { name: "a.test.ts", status: "failed", assertionResults: [unit("passed"), unit("failed")] },
      { name: "b.test.ts", status: "failed", assertionResults: [] },
    ],
  };
  expect(countUnitTests(report, 1)).toEqual({
    passed: 1,
    failed: 2,
    broken: ["a.test.ts › is failed", "b.test.ts"],
    second: [],
  });
});

test("a unit test that passed at the second try is passed, and named with its first failure", () => {
  const assertionResults = [unit("passed", ["Error: late\n    at somewhere"])];
  const report = {
    numPassedTests: 1,
    testResults: [{ name: "a.test.ts", status: "passed", assertionResults }],
  };
  const { failed, second } = countUnitTests(report, 0);
  expect(failed).toBe(0);
  expect(second).toEqual(["a.test.ts › is passed: Error: late"]);
});

test("journeys are named from nested groups", () => {
  const spec = (title: string, status: string) => ({
    title,
    file: "a.spec.ts",
    tests: [{ status }],
  });
  const report = {
    stats: { expected: 1, unexpected: 1, flaky: 1 },
    suites: [
      {
        specs: [spec("one", "expected")],
        suites: [{ specs: [spec("two", "unexpected"), spec("three", "flaky")] }],
      },
    ],
  };
  expect(countJourneys(report, 1)).toEqual({
    passed: 2,
    failed: 1,
    broken: ["a.spec.ts › two"],
    second: ["a.spec.ts › three"],
  });
});

test("no report, no test or a bad end is a failure that is told by the stage's name", () => {
  expect(countUnitTests(undefined, 0).failed).toBe(1);
  expect(countJourneys({ stats: { expected: 3 } }, 1).failed).toBe(1);
  expect(retell([{ name: "types", passed: 0, failed: 1 }])).toEqual(["FAILED: types"]);
});

test("what failed and what needed a second try are told by name, the rest is not", () => {
  const lines = retell([
    { name: "lint", passed: 1, failed: 0 },
    { name: "unit", passed: 4, failed: 1, broken: ["a"], second: ["b"] },
  ]);
  expect(lines).toEqual(["FAILED: unit › a", "second try: unit › b"]);
});
