import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "./support/test";

/** What `npm start` complains of on its way to exit code 1: one sentence and nothing else. */
async function refusal(environment: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, PORT: "4399", ...environment },
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const [code] = await once(child, "close");
  expect(code, complaint).toBe(1);
  const sentence = complaint.trim();
  expect(sentence).toMatch(/^[^\n]+\.$/);
  return sentence;
}

test("what keeps the portal from starting is said in one sentence", async ({ portal }) => {
  const folder = await mkdtemp(path.join(tmpdir(), "muhr-start-"));
  const secrets = path.join(folder, "secrets");
  const own = { DATA_DIR: path.join(folder, "data"), MUHR_SECRETS_FILE: secrets };
  const { port } = new URL(portal.url);

  expect(await refusal({ ...own, PORT: port })).toContain(`Port ${port} is already in use`);
  expect(await refusal({ ...own, DATA_DIR: "/dev/null/data" })).toContain("cannot be written");
  await chmod(secrets, 0o644);
  expect(await refusal(own)).toContain("Others may read");
  await rm(folder, { recursive: true });
});

test("data that was made with another master key is not opened", async ({ portal }) => {
  const folder = await mkdtemp(path.join(tmpdir(), "muhr-start-"));
  const secrets = path.join(folder, "secrets");
  const other = Buffer.alloc(32, 7).toString("base64url");
  await writeFile(secrets, JSON.stringify({ masterKey: other, sessionSecret: other }), {
    mode: 0o600,
  });
  await portal.stop();
  const { port } = new URL(portal.url);
  const own = { DATA_DIR: portal.dataFolder, MUHR_SECRETS_FILE: secrets, PORT: port };
  expect(await refusal(own)).toMatch(/master key/);
  await portal.start();
  await rm(folder, { recursive: true });
});

test("the portal ends when told to, and starts again on the same data", async ({ portal }) => {
  expect(await portal.stop()).toBe(0);
  await portal.start();
  await portal.kill();
  await portal.start();
  expect((await fetch(`${portal.url}/api/health`)).status).toBe(200);
});
