import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import { providers } from "./registry";

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test("every provider folder is in the registry under its own name", () => {
  expect(providers.map(({ id }) => id).sort()).toEqual(folders.sort());
});

test.each(providers)(
  "$id says how a call proves itself, without its secret, if any leaves",
  (one) => {
    const isThere = one.capabilities.hosted === "there";
    expect(one.proof?.split("{token}").length).toBe(isThere ? 2 : undefined);
  },
);

describe.each(locales)("in %s", (locale) => {
  test.each(providers)("every input of $id has its words, and so has every choice", (provider) => {
    const words = Object.entries(messagesFor(locale).providers).find(([id]) => id === provider.id);
    const said = flatten(words?.[1] ?? {});
    for (const part of ["settings", "options"] as const)
      for (const { name, choices, isRare } of describeInputs(provider[part])) {
        expect(said).toContain(`${part}.${name}`);
        // What few people have heard of needs more than a name.
        if (part === "options" && isRare) expect(said).toContain(`help.${name}`);
        for (const choice of choices) expect(said).toContain(`choices.${name}.${choice}`);
      }
  });
});

/** `{ a: { b: "x" } }` as `["a.b"]`. */
function flatten(tree: object): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? flatten(value).map((below) => `${key}.${below}`)
      : [key],
  );
}

/** Names that must stay inside their rooms. */
const names = ["emzano", "webimzo", "signzy", ...folders.filter((name) => name !== "built-in")];
const sources = execFileSync(
  "git",
  ["ls-files", "-co", "--exclude-standard", "app", "components", "lib", "db"],
  {
    encoding: "utf8",
  },
)
  .split("\n")
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));

describe.each([...new Set(names)])("the word %s", (name) => {
  test("stands in no source file outside its folder, the registry and the sandbox runner", () => {
    expect(sources.length).toBeGreaterThan(50);
    const home = new RegExp(
      `^lib/providers/(${name}/|registry\\.ts)|^lib/sandbox/main\\.ts$|/messages/`,
    );
    const offenders = sources.filter(
      (file) => !home.test(file) && new RegExp(name, "i").test(readFileSync(file, "utf8")),
    );
    expect(offenders).toEqual([]);
  });
});

test("no source file outside the built-in signer's folder asks for it by name", () => {
  const offenders = sources.filter(
    (file) =>
      !/^lib\/providers\/(built-in\/|registry\.ts)/.test(file) &&
      /["'`]built-in["'`]/.test(readFileSync(file, "utf8")),
  );
  expect(offenders).toEqual([]);
});
