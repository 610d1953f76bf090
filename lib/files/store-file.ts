import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { dataFolder } from "@/lib/kernel/env";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { isDeadProcess, processName } from "@/lib/kernel/process-name";

/** A file in the store: its SHA-256 (hexadecimal) is its name. */
export type StoredFile = { readonly sha256: string; readonly size: number };

const shape = /^[0-9a-f]{64}$/;

const folderOf = (sha256: string): string => path.join(dataFolder(), "files", sha256.slice(0, 2));

/** Where a stored file lies, for programs that read it themselves. */
export function storedFilePath(sha256: string): string {
  if (!shape.test(sha256)) throw new Error("Not a SHA-256 in hexadecimal");
  return path.join(folderOf(sha256), sha256);
}

const temporaryFolder = (): string => path.join(dataFolder(), "tmp");

/** A path for a file in the making, on the same file system as the store. */
export async function temporaryFilePath(): Promise<string> {
  await mkdir(temporaryFolder(), { recursive: true, mode: 0o700 });
  return path.join(temporaryFolder(), `${processName()}_${randomUUID()}.part`);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Moves a finished and fsynced temporary file into the store: rename, then fsync of the folder.
 * Only after this may a row that names the file commit.
 */
export async function adoptFile(temporary: string, file: StoredFile): Promise<StoredFile> {
  const target = storedFilePath(file.sha256);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  await syncFolder(path.dirname(path.dirname(target)));
  await rename(temporary, target);
  crashPoint("file.renamed");
  await syncFolder(path.dirname(target));
  return file;
}

/** Stores bytes under their SHA-256: temporary file, fsync, rename, fsync of the folder. */
export async function storeFile(bytes: Uint8Array): Promise<StoredFile> {
  const file = { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.byteLength };
  const temporary = await temporaryFilePath();
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    crashPoint("file.temp");
    return await adoptFile(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The bytes, checked against their name. @throws Error when the file is missing or damaged. */
export async function readStoredFile(sha256: string): Promise<Buffer> {
  const bytes = await readFile(storedFilePath(sha256));
  if (createHash("sha256").update(bytes).digest("hex") !== sha256)
    throw new Error(`The stored file ${sha256.slice(0, 12)} is damaged`);
  return bytes;
}

/** Bytes. */
export const storedFileSize = async (sha256: string): Promise<number> =>
  (await stat(storedFilePath(sha256))).size;

/** Bytes; undefined where the file is missing. */
export const findStoredFileSize = (sha256: string): Promise<number | undefined> =>
  storedFileSize(sha256).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  });

/**
 * The bytes piece by piece, unchecked: whoever reads them hashes them.
 * @param signal closes the file when nobody reads on
 */
export const storedFilePieces = (sha256: string, signal: AbortSignal): AsyncIterable<Buffer> =>
  createReadStream(storedFilePath(sha256), { signal });

/** Removes what dead processes left half written. */
export async function clearTemporaryFiles(): Promise<void> {
  const names = await readdir(temporaryFolder()).catch(() => []);
  for (const name of names) {
    const owner = name.slice(0, name.lastIndexOf("_"));
    if (isDeadProcess(owner)) await rm(path.join(temporaryFolder(), name), { force: true });
  }
}

/** How much the store holds. Bytes. */
export type StoreSize = {
  readonly files: number;
  readonly bytes: number;
  readonly isEstimate: boolean;
};

/** How many files are looked at before the rest is reckoned. */
const mostLookedAt = 4_000;

/**
 * Names are hashes, so files lie evenly among the 256 folders: where there are many, some folders
 * tell how much there is in all.
 */
export async function measureStore(most = mostLookedAt): Promise<StoreSize> {
  const root = path.join(dataFolder(), "files");
  const folders = (await readdir(root).catch(() => [])).sort();
  let files = 0;
  let bytes = 0;
  let looked = 0;
  for (; looked < folders.length && files < most; looked++) {
    const folder = path.join(root, folders[looked] ?? "");
    for (const name of await readdir(folder)) {
      files += 1;
      bytes += (await stat(path.join(folder, name))).size;
    }
  }
  const scale = looked === 0 ? 1 : folders.length / looked;
  return {
    files: Math.round(files * scale),
    bytes: Math.round(bytes * scale),
    isEstimate: scale > 1,
  };
}
