import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { StartError } from "./start-error.mjs";

/**
 * The keys of this installation: from the environment where both are given, else from the
 * secrets file, which is made at the first start.
 * @returns {{ masterKey: string, sessionSecret: string }} masterKey is 32 bytes in base64url
 */
export function requireSecrets({ secretsFile, dataFolder }, source = process.env) {
  const given = { masterKey: source.MUHR_MASTER_KEY, sessionSecret: source.NEXTAUTH_SECRET };
  if (given.masterKey && given.sessionSecret) return given;
  const fromData = path.relative(dataFolder, secretsFile);
  if (!fromData.startsWith("..") && !path.isAbsolute(fromData))
    throw new StartError(
      `The secrets file ${secretsFile} is inside the data folder, where a copy of the data would carry its own key: set MUHR_SECRETS_FILE to a place outside.`,
    );
  if (!existsSync(secretsFile)) {
    // New keys could not open what is there, and would hide that the old ones are missed.
    if (existsSync(path.join(dataFolder, "muhr.db")))
      throw new StartError(
        `The secrets file ${secretsFile} is missing: put back the one that belongs to the data in ${dataFolder}.`,
      );
    makeSecrets(secretsFile);
  }
  const kept = readSecrets(secretsFile);
  return {
    masterKey: given.masterKey || kept.masterKey,
    sessionSecret: given.sessionSecret || kept.sessionSecret,
  };
}

/** The keys that there are; none is made. @throws StartError */
export function findSecrets(settings, source = process.env) {
  const isGiven = source.MUHR_MASTER_KEY && source.NEXTAUTH_SECRET;
  if (!isGiven && !existsSync(settings.secretsFile))
    throw new StartError(
      `There is no secrets file ${settings.secretsFile}: start Muhr once with \`npm start\`, or put back the one that belongs to its data.`,
    );
  return requireSecrets(settings, source);
}

function makeSecrets(file) {
  const secrets = {
    masterKey: randomBytes(32).toString("base64url"),
    sessionSecret: randomBytes(32).toString("base64url"),
  };
  try {
    const descriptor = openSync(file, "wx", 0o600);
    writeSync(descriptor, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    if (error.code === "EEXIST") return;
    throw new StartError(
      `The secrets file ${file} cannot be made (${error.code}): set MUHR_SECRETS_FILE to a place that this user may write.`,
    );
  }
  console.log(
    `New secrets are in ${file}. Keep a copy apart from the data: neither is of use alone.`,
  );
}

function readSecrets(file) {
  const isOpenToOthers = process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0;
  if (isOpenToOthers)
    throw new StartError(
      `Others may read the secrets file ${file}: run \`chmod 600 ${file}\` first.`,
    );
  const text = readText(file);
  try {
    const { masterKey, sessionSecret } = JSON.parse(text);
    if (Buffer.from(masterKey, "base64url").length === 32 && sessionSecret.length >= 32)
      return { masterKey, sessionSecret };
  } catch {
    // Whatever it holds, it is not what was written here.
  }
  throw new StartError(
    `The secrets file ${file} is damaged: put back the copy that belongs to this data folder.`,
  );
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new StartError(`The secrets file ${file} cannot be read (${error.code}).`);
  }
}
