import { generateKeyPairSync, sign } from "node:crypto";
import { MEGABYTE, makeContract } from "../../e2e/fixtures/make-pdfs";
import { checkStructure, validSignatures } from "../../e2e/support/read-pdf";
import type { Figure } from "../figure";
import { interleave, mediansOf } from "../figure";
import type { Office } from "../office";
import { openOffice, sendOut, signAndSeal, signedFile } from "../office";

async function oneSize(office: Office, label: string, totalBytes: number, most: number) {
  const bytes = makeContract({ totalBytes });
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const samples = await interleave(
    3,
    async () => {
      const sent = await sendOut(office, label, bytes);
      const time = await signAndSeal(office, sent);
      const signed = await signedFile(office, sent);
      checkStructure(signed);
      if (validSignatures(signed) !== 1) throw new Error("pdfsig finds no valid signature");
      return time / 1000;
    },
    async () => {
      const started = performance.now();
      sign("sha256", bytes, privateKey);
      return (performance.now() - started) / 1000;
    },
  );
  return {
    name: `last signature to sealed file, ${label}`,
    unit: "s",
    ...mediansOf(samples),
    floorIs: "node:crypto signs the same bytes",
    mustReach: { most },
  } satisfies Figure;
}

/** From the browser's request that signs to the stored, verified file and its certificate. */
export async function measureSeal(): Promise<Figure[]> {
  const office = await openOffice();
  try {
    return [
      await oneSize(office, "11 KB", 11 * 1024, 0.2),
      await oneSize(office, "1 MB", MEGABYTE, 0.3),
      await oneSize(office, "20 MB", 20 * MEGABYTE, 0.8),
    ];
  } finally {
    await office.close();
  }
}
