import { generateKeyPairSync, sign } from "node:crypto";
import { MEGABYTE, makeContract } from "../../e2e/fixtures/make-pdfs";
import { checkStructure, validSignatures } from "../../e2e/support/read-pdf";
import type { Figure } from "../figure";
import { mediansOf } from "../figure";
import type { Office } from "../office";
import { openOffice, sendOut, signAndSeal, signedFile } from "../office";

const rounds = 3;
const sizes = [
  { label: "11 KB", totalBytes: 11 * 1024, most: 0.2 },
  { label: "1 MB", totalBytes: MEGABYTE, most: 0.3 },
  { label: "20 MB", totalBytes: 20 * MEGABYTE, most: 0.8 },
].map((size) => ({
  ...size,
  bytes: makeContract(size),
  ours: [] as number[],
  floor: [] as number[],
}));

async function sealOnce(office: Office, label: string, bytes: Buffer): Promise<number> {
  const sent = await sendOut(office, label, bytes);
  const time = await signAndSeal(office, sent);
  const signed = await signedFile(office, sent);
  checkStructure(signed);
  if (validSignatures(signed) !== 1) throw new Error("pdfsig finds no valid signature");
  return time / 1000;
}

function signOnce(bytes: Buffer): number {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const started = performance.now();
  sign("sha256", bytes, privateKey);
  return (performance.now() - started) / 1000;
}

/**
 * From the browser's request that signs to the stored, verified file and its certificate. Every
 * file is checked with `pdfsig` and `qpdf`. The first envelope of a portal is not counted.
 */
export async function measureSeal(): Promise<Figure[]> {
  const office = await openOffice();
  try {
    await sealOnce(office, "warm-up", makeContract());
    for (let round = 0; round < rounds; round++)
      for (const { label, bytes, ours, floor } of sizes) {
        ours.push(await sealOnce(office, label, bytes));
        floor.push(signOnce(bytes));
      }
    return sizes.map(({ label, most, ours, floor }) => ({
      name: `last signature to sealed file, ${label}`,
      unit: "s",
      ...mediansOf({ ours, floor }),
      floorIs: "node:crypto signs the same bytes",
      mustReach: { most },
    }));
  } finally {
    await office.close();
  }
}
