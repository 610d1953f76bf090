import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { countValid, samplePdf } from "@/lib/pdf/testing";
import { createAuthority } from "./create-authority";
import { createSigningEngine } from "./engine";

const folder = resolve("node_modules", ".cache", `muhr-signing-${process.pid}`);
const program = join(folder, "signing-main.mjs");
const now = new Date();
const { authority } = createAuthority("Example office", now);
const placement = { id: "a", page: 1, x: 60, y: 200, width: 180, height: 70 };
const prepare = (page: number) =>
  ({
    kind: "prepare",
    request: { bytes: samplePdf([{}]), form: "keep", placements: [{ ...placement, page }] },
  }) as const;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: ["lib/signing/signing-main.ts"],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    conditions: ["react-server"],
    alias: { "@": resolve(".") },
    logLevel: "warning",
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

it("signs in a thread of its own, in the order of asking", async () => {
  const engine = createSigningEngine({ program });
  await engine.run({ kind: "warm" });
  const prepared = await engine.run(prepare(1));
  const order: number[] = [];
  const signing = [1, 2, 3].map(async (number) => {
    const { bytes } = await engine.run({
      kind: "sign",
      request: {
        bytes: prepared.bytes,
        authority,
        person: { name: `Person ${number}`, recipientId: `p-${number}` },
        at: now,
        signatures: [
          {
            signatureField: prepared.signatureFields.a ?? "",
            mark: { kind: "typed", text: "سارا", direction: "rtl" },
            caption: undefined,
          },
        ],
      },
    });
    order.push(number);
    return bytes;
  });
  for (const bytes of await Promise.all(signing)) expect(countValid(bytes).valid).toBe(1);
  expect(order).toEqual([1, 2, 3]);
  engine.stop();
});

it("takes a large file over instead of copying it", async () => {
  const engine = createSigningEngine({ program });
  const bytes = Uint8Array.from(makeContract({ totalBytes: 2_000_000 }));
  const prepared = await engine.run({
    kind: "prepare",
    request: { bytes, form: "keep", placements: [placement] },
  });
  expect(bytes.byteLength).toBe(0);
  expect(prepared.bytes.byteLength).toBeGreaterThan(2_000_000);
  engine.stop();
});

it("hands over the error that a person can act on", async () => {
  const engine = createSigningEngine({ program });
  await expect(engine.run(prepare(9))).rejects.toMatchObject({ name: "AppError", code: "invalid" });
  engine.stop();
});

it("rejects the task of a thread that dies, and goes on with the next", async () => {
  const engine = createSigningEngine({ program, memoryMegabytes: 8 });
  await expect(engine.run(prepare(1))).rejects.toThrow("the signing thread");
  engine.stop();
  const healthy = createSigningEngine({ program });
  const slow = healthy.run(prepare(1));
  await expect(slow).resolves.toMatchObject({ mode: "appended" });
  healthy.stop();
});

it("rejects a task that takes too long, and serves the one behind it", async () => {
  const engine = createSigningEngine({ program, patience: 5 });
  const late = engine.run(prepare(1));
  await expect(late).rejects.toThrow("took too long");
  engine.stop();
});

it("does the work in the caller's thread where nothing was built", async () => {
  const engine = createSigningEngine({ program: join(folder, "missing.mjs") });
  await expect(engine.run(prepare(1))).resolves.toMatchObject({ mode: "appended" });
});
