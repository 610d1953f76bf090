import { crc32 } from "node:zlib";

/** A stored file of an archive. */
export type ZipEntry = {
  readonly name: string;
  /** Whether its name is marked as UTF-8 (APPNOTE.TXT 4.4.4, bit 11). */
  readonly isUtf8: boolean;
  readonly bytes: Buffer;
};

/** From the end, as every program reads one (APPNOTE.TXT 4.3). @throws Error where anything does not fit */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0 || archive.length !== end + 22) throw new Error("The archive has no end");
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (at + archive.readUInt32LE(end + 12) !== end)
    throw new Error("The directory has another size");
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error("The directory is damaged");
    if (archive.readUInt16LE(at + 10) !== 0) throw new Error("An entry is not stored");
    const size = archive.readUInt32LE(at + 24);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(local) !== 0x04034b50)
      throw new Error("An entry is not where it is said");
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + size);
    if (crc32(bytes) !== archive.readUInt32LE(at + 16)) throw new Error(`${name} is damaged`);
    if (!name.equals(archive.subarray(local + 30, local + 30 + nameLength)))
      throw new Error(`${name} has two names`);
    const isUtf8 = (archive.readUInt16LE(at + 8) & 0x800) !== 0;
    entries.push({ name: name.toString("utf8"), isUtf8, bytes });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  if (at !== end) throw new Error("The directory holds more than is said");
  return entries;
}
