import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { parseTrustedProxies } from "./peer-address.mjs";
import { StartError } from "./start-error.mjs";

/** What the operator set, checked; a blank value counts as not set. */
export function readSettings(source = process.env) {
  const port = readPort(source.PORT);
  const publicUrl = readPublicUrl(source.PUBLIC_URL, port);
  readOptional("TIMESTAMP_URL", source.TIMESTAMP_URL, ["http:", "https:"]);
  readOptional("SMTP_URL", source.SMTP_URL, ["smtp:", "smtps:"]);
  readOptional("DATABASE_URL", source.DATABASE_URL, ["postgres:", "postgresql:", "pglite:"]);
  checkPrivateHosts(source.PROVIDER_PRIVATE_HOSTS ?? "");
  if (source.SANDBOX_PORT && !/^\d{1,5}$/.test(source.SANDBOX_PORT))
    throw new StartError(
      `SANDBOX_PORT must be a number from 1 to 65535, not "${source.SANDBOX_PORT}".`,
    );
  if (source.UPLOAD_MAX_MB && !(Number(source.UPLOAD_MAX_MB) > 0))
    throw new StartError(
      `UPLOAD_MAX_MB must be a number of megabytes, not "${source.UPLOAD_MAX_MB}".`,
    );
  if (source.METRICS_TOKEN && !/^[\x21-\x7e]{16,}$/.test(source.METRICS_TOKEN))
    throw new StartError(
      "METRICS_TOKEN must have at least 16 characters, without spaces (what is set there is not shown here).",
    );
  return {
    port,
    host: source.HOST || "127.0.0.1",
    publicUrl,
    trustedProxies: parseTrustedProxies(source.TRUSTED_PROXIES ?? ""),
    dataFolder: path.resolve(source.DATA_DIR || "data"),
    secretsFile: path.resolve(source.MUHR_SECRETS_FILE || ".secrets"),
  };
}

function readPort(value) {
  if (!value) return 3000;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new StartError(`PORT must be a number from 1 to 65535, not "${value}".`);
  return port;
}

function readPublicUrl(value, port) {
  if (!value) return `http://localhost:${port}`;
  const url = parseUrl(value, ["http:", "https:"]);
  if (url?.pathname !== "/" || url.search || url.hash || url.username)
    throw new StartError(
      `PUBLIC_URL must be an address without a path, such as https://sign.example.com, not "${value}".`,
    );
  return url.origin;
}

function readOptional(name, value, protocols) {
  if (value && !parseUrl(value, protocols))
    throw new StartError(
      `${name} must be an address that starts with ${protocols.join(" or ")} (what is set there is not shown here).`,
    );
}

/** An entry that can never match a host would only be noticed as a provider that is refused. */
function checkPrivateHosts(list) {
  for (const host of list.split(",").map((entry) => entry.trim()))
    if (!/^(([^\s:/@[\]]+|\[[\da-f:.]+\])(:\d+)?)?$/i.test(host))
      throw new StartError(
        `PROVIDER_PRIVATE_HOSTS must be hosts such as sign.lan or 10.0.0.7:8443, separated by commas, not "${host}".`,
      );
}

function parseUrl(value, protocols) {
  try {
    const url = new URL(value);
    return protocols.includes(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

export const isLoopback = (publicUrl) =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(publicUrl).hostname);

/** Makes the data folder, for its owner alone, and sees that it takes a file. */
export function requireDataFolder(folder) {
  const probe = path.join(folder, `.write-test-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} cannot be written (${error.code}): choose another with DATA_DIR or change its permissions.`,
    );
  }
}

/** Asked before the build, so that nobody waits for a build that cannot be served. */
export function requireFreePort({ host, port }) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(whyNotListening(error, { host, port })));
    probe.listen(port, host, () => probe.close(resolve));
  });
}

export function whyNotListening(error, { host, port }) {
  const reasons = {
    EADDRINUSE: `Port ${port} is already in use: stop the other program, or choose another port with PORT.`,
    EACCES: `Port ${port} may not be opened by this user: choose one above 1023 with PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set HOST to one of its own, or to 0.0.0.0 for all.`,
    ENOTFOUND: `HOST is "${host}", which is no address: set it to one of this machine's, or to 0.0.0.0 for all.`,
  };
  return reasons[error.code] ? new StartError(reasons[error.code]) : error;
}

/** Not `recursive`, which never comes back where a file system says that its own folder is not there (/proc). */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder, { mode: 0o700 });
}
