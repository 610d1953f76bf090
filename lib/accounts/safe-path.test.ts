import { expect, test } from "vitest";
import { signInPath, toSafePath } from "./safe-path";

test.each([
  "/",
  "/envelopes",
  "/envelopes?status=draft&q=a@b",
  "/settings/people#top",
  "/envelopes/018f?x=%2F",
])("%s is a path of ours", (path) => {
  expect(toSafePath(path)).toBe(path);
});

test.each([
  "",
  "envelopes",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/%2fevil.example",
  "/%5Cevil.example",
  "/x//evil.example",
  "/@evil.example",
  "/user@evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  `/${"a".repeat(3_000)}`,
])("%j leads Home", (path) => {
  expect(toSafePath(path)).toBe("/");
});

test("signing in leads back to where somebody was", () => {
  expect(signInPath("/envelopes?status=draft")).toBe("/sign-in?next=%2Fenvelopes%3Fstatus%3Ddraft");
  expect(signInPath("//evil.example")).toBe("/sign-in");
  expect(signInPath(null)).toBe("/sign-in");
});
