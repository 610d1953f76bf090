import type { LedgerFetch } from "@/lib/provider-kit/sandbox";
import { toSha256 } from "@/lib/provider-kit/sandbox-ledger";
import type { SignRequest } from "./sandbox-sign-requests";

export type Printable = {
  /** Of the last answer; null when nobody answered. */
  readonly status: number | null;
  readonly type: string;
  /** Null unless it came whole. */
  readonly bytes: Buffer | null;
};

const patience = 10_000;
/** What a viewer asks for first, to find out how long the file is. */
const firstPart = 64 * 1_024;

export type Printables = ReturnType<typeof createPrintables>;

/** Follows printable links as a browser's viewer does: HEAD, the first part, then the rest. */
export function createPrintables(save: (request: SignRequest) => void) {
  const fetches: LedgerFetch[] = [];
  const last = new Map<string, Printable>();

  async function ask(
    { id, printableLink }: SignRequest,
    method: LedgerFetch["method"],
    range: string | null = null,
  ) {
    const answer = await fetch(printableLink, {
      method,
      headers: { "accept-encoding": "identity", ...(range !== null && { range }) },
      signal: AbortSignal.timeout(patience),
    })
      .then(async (answer) => ({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        bytes: Buffer.from(await answer.arrayBuffer()),
      }))
      .catch(() => ({ status: null, headers: {} as Record<string, string>, bytes: Buffer.of() }));
    const { bytes, ...facts } = answer;
    const length = bytes.length;
    const at = new Date();
    fetches.push({ at, documentId: id, url: printableLink, method, range, length, ...facts });
    return answer;
  }

  async function load(request: SignRequest): Promise<Printable> {
    const head = await ask(request, "HEAD");
    const start = await ask(request, "GET", `bytes=0-${firstPart - 1}`);
    const { status } = start;
    const type = start.headers["content-type"] ?? head.headers["content-type"] ?? "";
    if (status === 200) return { status, type, bytes: start.bytes };
    if (status !== 206) return { status, type, bytes: null };
    const total = Number(/^bytes 0-\d+\/(\d+)$/.exec(start.headers["content-range"] ?? "")?.[1]);
    const reached = start.bytes.length;
    if (reached >= total) return { status, type, bytes: start.bytes };
    const rest = await ask(request, "GET", `bytes=${reached}-${total - 1}`);
    const bytes = Buffer.concat([start.bytes, rest.bytes]);
    const isWhole = rest.status === 206 && bytes.length === total;
    return { status: rest.status, type, bytes: isWhole ? bytes : null };
  }

  return {
    fetches: fetches as readonly LedgerFetch[],
    last: ({ id }: SignRequest) => last.get(id),
    async follow(request: SignRequest): Promise<Printable> {
      const printable = await load(request);
      last.set(request.id, printable);
      if (printable.bytes) {
        request.printableSha256 = toSha256(printable.bytes);
        save(request);
      }
      return printable;
    },
  };
}
