import type { LedgerFetch } from "@/lib/provider-kit/sandbox";
import { countPages, stampPdf } from "@/lib/provider-kit/sandbox-stamp";
import { invalid } from "./sandbox-refusals";
import type { Switches } from "./sandbox-switches";

export type Source = { readonly bytes: Buffer; readonly pageCount: number };
type Fetch = Omit<LedgerFetch, "documentId">;

const patience = 10_000;

/**
 * The file of `pdf`: base64, or an address that ends in `.pdf`, which is fetched once, without
 * following it anywhere else.
 * @param note hears of the fetch
 * @throws SandboxRefusal
 */
export async function readSource(
  pdf: string,
  { largestFileBytes }: Switches,
  note: (fetch: Fetch) => void,
): Promise<Source> {
  const bytes = /^https?:/i.test(pdf)
    ? await fetchPdf(pdf, largestFileBytes, note)
    : fromBase64(pdf);
  if (bytes.length > largestFileBytes)
    throw invalid(`pdf must be smaller than ${largestFileBytes} bytes`);
  try {
    const pageCount = countPages(bytes);
    // Who takes a file in must be able to give it back signed.
    const rect = { x: 0, y: 0, width: 1, height: 1 };
    const everywhere = Array.from({ length: pageCount }, (_, page) => ({ page, rect, label: "" }));
    stampPdf(bytes, everywhere, "media");
    return { bytes, pageCount };
  } catch {
    throw invalid("pdf must be a valid PDF");
  }
}

/** What is neither is taken for an address that leads nowhere. */
function fromBase64(pdf: string): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(pdf) || pdf.length % 4 !== 0)
    throw invalid("Invalid URL extension");
  return Buffer.from(pdf, "base64");
}

async function fetchPdf(
  address: string,
  largest: number,
  note: (fetch: Fetch) => void,
): Promise<Buffer> {
  if (!/\.pdf$/i.test(URL.parse(address)?.pathname ?? "")) throw invalid("Invalid URL extension");
  const facts = { at: new Date(), url: address, method: "GET", range: null } as const;
  try {
    const answer = await fetch(address, {
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    const bytes = await readUpTo(answer, largest);
    const headers = Object.fromEntries(answer.headers);
    note({ ...facts, status: answer.status, headers, length: bytes.length });
    if (answer.status === 200) return bytes;
  } catch {
    note({ ...facts, status: null, headers: {}, length: 0 });
  }
  throw invalid("pdf could not be downloaded");
}

/** A little more than the largest, so that it is seen to be too large. */
async function readUpTo(answer: Response, largest: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = answer.body?.getReader();
  while (reader && length <= largest) {
    const { value } = await reader.read();
    if (!value) break;
    parts.push(value);
    length += value.length;
  }
  await reader?.cancel();
  return Buffer.concat(parts);
}
