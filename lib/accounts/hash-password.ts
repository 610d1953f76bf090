import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/kernel/errors";

// OWASP Password Storage Cheat Sheet: scrypt with N = 2^17, r = 8, p = 1; 128 MB for each run.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 };
const keyLength = 32;
const format = /^\$scrypt\$ln=17,r=8,p=1\$([\w+/-]+)\$([\w+/-]+)$/;

// Two at once take 256 MB and leave the thread pool room for files; a longer queue than this is
// an attack, and everybody in it would wait for minutes.
const atOnce = 2;
const longestQueue = 40;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= longestQueue)
    throw new AppError("too_many_attempts", "The password queue is full", { minutes: 1 });
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        // One form for what different keyboards compose differently (NIST SP 800-63B, 3.1.1.2).
        scrypt(password.normalize("NFKC"), salt, keyLength, cost, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );

/** @returns a PHC string with its own salt. @throws AppError `too_many_attempts` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `$scrypt$ln=17,r=8,p=1$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

// Nobody's: makes an unknown e-mail address cost as much as a known one.
const nobody = `$scrypt$ln=17,r=8,p=1$${Buffer.alloc(16).toString("base64url")}$${Buffer.alloc(keyLength).toString("base64url")}`;

/** Does the same work when there is no hash to compare with. @throws AppError `too_many_attempts` */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, salt = "", key = ""] = format.exec(hash ?? nobody) ?? [];
  if (!salt) throw new Error("A password hash has an unknown form");
  const derived = await derive(password, Buffer.from(salt, "base64url"));
  return timingSafeEqual(derived, Buffer.from(key, "base64url")) && hash !== undefined;
}
