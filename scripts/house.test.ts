import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectHouse } from "./house.mjs";

const root = mkdtempSync(path.join(tmpdir(), "muhr-house-"));
let broken: { rule: string; where: string }[];

const planted: Record<string, string> = {
  "lib/jobs/look-up.ts": 'import "@/lib/envelopes/state";\nexport const a = 1;',
  "lib/envelopes/state.ts": "export const b = 1;",
  "lib/jobs/look-aside.ts": 'import "@/lib/files/keep-bytes";\nexport const c = 1;',
  "lib/files/keep-bytes.ts": 'import "./give-bytes";\nexport const d = 1;',
  "lib/files/give-bytes.ts": 'import "./keep-bytes";\nexport const e = 1;',
  "components/list.tsx": 'import "@/db/client";\nexport const f = 1;',
  "db/client.ts": "export const g = 1;",
  "components/count.tsx": 'import { h } from "@/lib/envelopes/send-envelope";\nexport const i = h;',
  "lib/envelopes/send-envelope.ts": "export const h = 1;",
  "app/page.tsx": 'import "@/lib/envelopes/queries";\nexport default function Page() {}',
  "lib/envelopes/queries.ts": "export const j = 1;",
  "lib/signing/read-pdf.ts": 'import "@libpdf/core";\nexport const k = 1;',
  "lib/kernel/page.ts": 'import "react";\nexport const l = 1;',
  "lib/envelopes/open-provider.ts": 'import "@/lib/providers/acme/client";\nexport const m = 1;',
  "lib/providers/acme/client.ts": 'import "@/lib/providers/other";\nexport const n = 1;',
  "lib/providers/acme/index.ts": 'import "@/lib/audit/record-audit";\nexport const o = 1;',
  "lib/providers/acme/sandbox.ts": 'import "./client";\nexport const p = 1;',
  "lib/providers/acme/sandbox-part.ts": 'import "./wire";\nexport const ff = 1;',
  "lib/providers/acme/wire.ts": "export const gg = 1;",
  "lib/providers/acme/sandboxes.ts": "export const hh = 1;",
  "lib/providers/acme/tricks.ts": "export const q = 1;",
  "lib/providers/other/index.ts": "export const r = 1;",
  "lib/providers/registry.ts": 'import "./acme/client";\nexport const s = 1;',
  "lib/audit/record-audit.ts": "export const t = 1;",
  "lib/worker/run-jobs.ts": 'import "@/lib/sandbox/main";\nexport const u = 1;',
  "lib/sandbox/main.ts": "export const v = 1;",
  "lib/mail/nobody-asks.ts": "export const w = 1;",
  "lib/mail/send-mail.ts": 'import "./send-mail.test";\nimport "./missing";\nexport const x = 1;',
  "lib/mail/send-mail.test.ts": "export const y = 1;",
  "lib/envelopes/utils.ts": "export const z = 1;",
  "lib/envelopes/sending.ts": "export const aa = 1;",
  "lib/envelopes/parts/send-part.ts": "export const bb = 1;",
  "lib/signing/mark.tsx": "export const cc = 1;",
  "lib/operations/acme-report.ts": "export const dd = 1;",
  "lib/accounts/sign-in.ts": "// TODO later\nexport const ee = 1;",
};

beforeAll(() => {
  symlinkSync(path.resolve("node_modules"), path.join(root, "node_modules"));
  cpSync("tsconfig.json", path.join(root, "tsconfig.json"));
  for (const [file, text] of Object.entries(planted)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  broken = inspectHouse(root).problems;
});
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ["no-arrow-up-from-jobs", "lib/jobs/look-up.ts"],
  ["no-arrow-sideways-on-jobs-floor", "lib/jobs/look-aside.ts"],
  ["no-circles", "lib/files/"],
  ["screens-have-no-database", "components/list.tsx"],
  ["screens-use-shared-ground-only", "components/count.tsx"],
  ["pages-read-through-loaders", "app/page.tsx"],
  ["one-importer-of-pdf-libraries", "lib/signing/read-pdf.ts"],
  ["ground-is-plain-typescript", "lib/kernel/page.ts"],
  ["one-door-per-provider", "lib/envelopes/open-provider.ts"],
  ["registry-uses-the-door", "lib/providers/registry.ts"],
  ["providers-are-strangers", "lib/providers/acme/client.ts"],
  ["providers-know-no-portal", "lib/providers/acme/index.ts"],
  ["sandbox-is-a-second-reading", "lib/providers/acme/sandbox.ts"],
  ["sandbox-is-a-second-reading", "lib/providers/acme/sandbox-part.ts"],
  ["sandbox-never-ships", "lib/worker/run-jobs.ts"],
  ["no-orphans", "lib/mail/nobody-asks.ts"],
  ["no-test-in-code", "lib/mail/send-mail.ts"],
  ["nothing-unresolved", "lib/mail/send-mail.ts"],
  ["no-drawers", "lib/envelopes/utils.ts"],
  ["closed-list-of-a-domain-room", "lib/envelopes/sending.ts"],
  ["closed-list-of-a-domain-room", "lib/envelopes/parts/send-part.ts"],
  ["closed-list-of-a-provider-room", "lib/providers/acme/tricks.ts"],
  ["closed-list-of-a-provider-room", "lib/providers/acme/sandboxes.ts"],
  ["no-jsx-in-lib", "lib/signing/mark.tsx"],
  ["no-provider-names", "lib/operations/acme-report.ts"],
  ["nothing-unfinished", "lib/accounts/sign-in.ts"],
])("%s catches a planted violation in %s", (rule, where) => {
  expect(broken.filter((each) => each.rule === rule && each.where.startsWith(where))).not.toEqual(
    [],
  );
});

test("a sandbox may be several files", () => {
  const room = broken.filter(({ rule }) => rule === "closed-list-of-a-provider-room");
  expect(room.map(({ where }) => where)).not.toContain("lib/providers/acme/sandbox-part.ts");
});

test("every import rule is caught breaking here, and a rule more needs a violation more", async () => {
  const config = await import("../.dependency-cruiser.cjs");
  const rules = config.default.forbidden.map((rule: { name: string }) => rule.name);
  const floors = /^no-arrow-(up|sideways)/;
  const unproven = rules.filter(
    (name: string) => !floors.test(name) && !broken.some((each) => each.rule === name),
  );
  expect(unproven).toEqual([]);
});

test("a check that read next to nothing fails", () => {
  const empty = mkdtempSync(path.join(tmpdir(), "muhr-house-"));
  mkdirSync(path.join(empty, "lib/kernel"), { recursive: true });
  writeFileSync(path.join(empty, "lib/kernel/main.ts"), "export const a = 1;");
  cpSync("tsconfig.json", path.join(empty, "tsconfig.json"));
  expect(inspectHouse(empty).problems.map(({ rule }) => rule)).toEqual(["reads-the-house"]);
  rmSync(empty, { recursive: true });
});
