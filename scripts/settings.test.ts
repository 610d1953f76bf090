import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { isLoopback, readSettings, requireDataFolder, requireFreePort } from "./settings.mjs";

test("nothing set means this machine alone, port 3000, data beside the program", () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    publicUrl: "http://localhost:3000",
    dataFolder: path.resolve("data"),
    secretsFile: path.resolve(".secrets"),
  });
});

test("a blank setting counts as not set", () => {
  expect(readSettings({ PORT: "", PUBLIC_URL: "", HOST: "" })).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
  });
});

test("the public address is an origin, without a slash at its end", () => {
  const url = (PUBLIC_URL: string) => readSettings({ PUBLIC_URL }).publicUrl;
  expect(url("https://sign.example.com/")).toBe("https://sign.example.com");
  expect(url("https://SIGN.example.com:443")).toBe("https://sign.example.com");
});

test.each([
  { PORT: "0" },
  { SANDBOX_PORT: "many" },
  { PORT: "65536" },
  { PORT: "3000x" },
  { PORT: "30.5" },
  { PUBLIC_URL: "sign.example.com" },
  { PUBLIC_URL: "ftp://sign.example.com" },
  { PUBLIC_URL: "https://sign.example.com/portal" },
  { PUBLIC_URL: "https://sign.example.com/?a" },
  { PUBLIC_URL: "https://me@sign.example.com" },
  { TRUSTED_PROXIES: "proxy.example.com" },
  { DATABASE_URL: "mysql://here" },
  { SMTP_URL: "mail.example.com" },
  { TIMESTAMP_URL: "tsa" },
  { PROVIDER_PRIVATE_HOSTS: "http://localhost:4001" },
  { PROVIDER_PRIVATE_HOSTS: "sign.lan, fd00::1" },
  { PROVIDER_PRIVATE_HOSTS: "sign.lan/path" },
  { PROVIDER_PRIVATE_HOSTS: "sign.lan:port" },
  { PROVIDER_PRIVATE_HOSTS: "sign.lan other.lan" },
  { UPLOAD_MAX_MB: "lots" },
  { UPLOAD_MAX_MB: "-1" },
  { METRICS_TOKEN: "guessable" },
  { METRICS_TOKEN: "with a space inside of it" },
])("%o is refused by its name", (setting) => {
  const [name] = Object.keys(setting);
  expect(() => readSettings(setting)).toThrow(
    expect.objectContaining({ name: "StartError", message: expect.stringContaining(name ?? "") }),
  );
});

test("private hosts are names or addresses, with or without a port", () => {
  const PROVIDER_PRIVATE_HOSTS = "localhost:4001, sign.lan,10.0.0.7:8443, [fd00::1],[::1]:80,";
  expect(() => readSettings({ PROVIDER_PRIVATE_HOSTS })).not.toThrow();
});

test("a setting that may hold a password is not repeated in its refusal", () => {
  const DATABASE_URL = "mysql://muhr:hunter2@here";
  expect(() => readSettings({ DATABASE_URL })).toThrow(/^(?!.*hunter2).*DATABASE_URL/);
});

test.each([
  ["http://localhost:3000", true],
  ["http://127.0.0.5", true],
  ["http://[::1]:3000", true],
  ["http://192.168.1.5:3000", false],
  ["https://localhost.example.com", false],
])("%s reaches this machine alone: %s", (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});

test("a data folder that cannot be written is refused", () => {
  const folder = path.join(tmpdir(), "muhr-settings-test.file", "data");
  expect(() => requireDataFolder("/dev/null/data")).toThrow(/cannot be written/);
  expect(() => requireDataFolder(path.join("/proc/version", folder))).toThrow(/cannot be written/);
});

test("a port that somebody holds is refused, and a free one is left free", async () => {
  const holder = createServer();
  const port = await new Promise<number>((resolve) =>
    holder.listen(0, "127.0.0.1", () => resolve((holder.address() as { port: number }).port)),
  );
  await expect(requireFreePort({ host: "127.0.0.1", port })).rejects.toThrow(/already in use/);
  await new Promise((resolve) => holder.close(resolve));
  await requireFreePort({ host: "127.0.0.1", port });
  await requireFreePort({ host: "127.0.0.1", port });
});
