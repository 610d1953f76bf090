import { constants, inflateRawSync } from "node:zlib";

/** What an answer holds as text, with the files in a ZIP unpacked. */
export function everyByte(bytes: Buffer): string {
  const unpacked: string[] = [bytes.toString("utf8")];
  for (let at = bytes.indexOf("PK\x03\x04"); at >= 0; at = bytes.indexOf("PK\x03\x04", at + 4)) {
    // APPNOTE 4.3.7: the method at 8, the lengths of name and extra part at 26 and 28.
    if (bytes.readUInt16LE(at + 8) !== 8) continue;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const finishFlush = constants.Z_SYNC_FLUSH;
    unpacked.push(inflateRawSync(bytes.subarray(start), { finishFlush }).toString("utf8"));
  }
  return unpacked.join("\n");
}
