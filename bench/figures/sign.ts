import { generateKeyPairSync, sign } from "node:crypto";
import { createAuthority } from "@/lib/signing/create-authority";
import { prepareDocument } from "@/lib/signing/prepare-document";
import { signRevision } from "@/lib/signing/sign-revision";
import { MEGABYTE, makeContract } from "../../e2e/fixtures/make-pdfs";
import type { Figure } from "../figure";
import { interleave, mediansOf } from "../figure";
import { signer } from "../office";

const batch = 10;
const batches = 5;

async function processorTimeOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < batch; count++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / batch;
}

async function oneSize(label: string, totalBytes: number, most: number): Promise<Figure> {
  const now = new Date();
  const { authority } = createAuthority("Bench", now);
  const prepared = await prepareDocument({
    bytes: makeContract({ totalBytes }),
    form: "keep",
    placements: [{ id: "a", page: 1, x: 60, y: 200, width: 180, height: 70 }],
  });
  const signatures = [
    {
      signatureField: prepared.signatureFields.a ?? "",
      mark: { kind: "typed", text: signer, direction: "rtl" },
      caption: { lines: [`${signer} · ۱۴۰۵/۰۹/۰۱`], direction: "rtl" },
    },
  ] as const;
  const { bytes } = prepared;
  const person = { name: signer, recipientId: "0190a1b2-0000-7000-8000-000000000001" };
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const samples = await interleave(
    batches,
    () =>
      processorTimeOf(() =>
        signRevision({ bytes, authority, person, at: now, reason: "Bench", signatures }),
      ),
    () => processorTimeOf(() => sign("sha256", bytes, privateKey)),
  );
  return {
    name: `processor time of one visible, shaped signature, ${label}`,
    unit: "ms",
    ...mediansOf(samples),
    floorIs: "node:crypto hashes and signs the same bytes",
    mustReach: { most },
  };
}

/** Fifty signatures of each size in this one process. */
export const measureSign = async (): Promise<Figure[]> => [
  await oneSize("100 KB", 100 * 1024, 10),
  await oneSize("20 MB", 20 * MEGABYTE, 60),
];
