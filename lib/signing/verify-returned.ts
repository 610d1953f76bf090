import { findPageDifferences } from "@/lib/pdf/compare-pages";
import { findForbiddenChanges } from "@/lib/pdf/compare-revisions";
import { loadPdf } from "@/lib/pdf/load-pdf";
import type { DocumentProblem, DocumentVerification } from "./verify-document";
import { verifyDocument } from "./verify-document";

export type VerifyReturnedRequest = {
  readonly bytes: Uint8Array;
  /** The exact bytes that were sent. */
  readonly sent: Uint8Array;
  /** Opens the returned file, where it is encrypted. */
  readonly password?: string | undefined;
  /** 1-based pages on which the provider was asked to write something of its own. */
  readonly writtenPages?: readonly number[] | undefined;
  /** Where marks may stand. Points, lower left of the CropBox; pages 1-based. */
  readonly placements: readonly {
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
};

/**
 * Compares a file that a provider returned with what was sent to it. It is the same document when
 * it begins with exactly those bytes and only signatures came after, or else when its pages show
 * the same outside the marks' boxes; where the provider was asked to write, all that was sent still
 * stands. Certificates of a provider are not judged here yet, and a file
 * without a signature is one whose cryptography says nothing.
 */
export async function verifyReturned({
  bytes,
  sent,
  password,
  writtenPages,
  placements,
}: VerifyReturnedRequest): Promise<DocumentVerification> {
  const found = await verifyDocument({ bytes, password, roots: [] });
  const { problems: first } = found.documentMatch;
  if (first.includes("structure_damaged") || first.includes("locked")) return found;
  const problems = found.documentMatch.problems.filter((problem) => problem !== "no_signature");
  const difference = await findDifference({ bytes, sent, password, placements, writtenPages });
  const all: DocumentProblem[] = [...problems, ...difference];
  return {
    ...found,
    documentMatch: { verdict: all.length > 0 ? "bad" : "good", problems: all },
  };
}

async function findDifference({
  bytes,
  sent,
  password,
  writtenPages,
  placements,
}: VerifyReturnedRequest): Promise<DocumentProblem[]> {
  const isContinued = Buffer.compare(bytes.subarray(0, sent.length), sent) === 0;
  if (isContinued && (await findForbiddenChanges(bytes, sent.length)).length === 0) return [];
  const boxes = placements.map(({ page, ...rect }) => ({
    page,
    rect: { space: "pdf", ...rect } as const,
  }));
  return findPageDifferences(
    await loadPdf(sent),
    await loadPdf(bytes, password),
    boxes,
    writtenPages,
  );
}
