import { setTimeout as pause } from "node:timers/promises";
import type { LedgerDocument } from "@/lib/provider-kit/sandbox";
import { sandboxEvents } from "@/lib/provider-kit/sandbox";
import { ofPortal } from "./check-invariants";
import type { Kind } from "./kinds";
import type { Provider } from "./provider";

/** What somebody makes of a document. */
export type Deed = "yes" | "no" | "look";

export type Lots = () => number;
/** One of these, by lot. */
export const pick = <Each>(lots: Lots, from: readonly Each[]): Each | undefined =>
  from[Math.floor(lots() * from.length)];

const isOpen =
  ({ hasRefused }: Kind) =>
  ({ people }: LedgerDocument): boolean =>
    people.some(({ state }) => !isDone(state)) && !people.some(hasRefused);
const isDone = (state: string): boolean => ["signed", "approved"].includes(state);

/** The next person of a document does what is asked of them, at the provider. */
async function takeTurn(provider: Provider, document: LedgerDocument, deed: Deed) {
  const recipient = document.people.findIndex(({ state }) => !isDone(state));
  const yes = recipient === 0 || provider.kind.doneAs === "signed,signed" ? "sign" : "approve";
  const act = ({ yes, no: "reject", look: "see" } as const)[deed];
  await provider.act({ documentId: document.id, recipient, act, reason: "مبلغ نادرست" });
}

/**
 * People who look, sign and refuse while everything falls over, and a provider that calls back twice,
 * late, out of order, for another document, and for a state that is not true.
 */
export async function actAtRandom(
  provider: Provider,
  lots: Lots,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const { documents } = await provider.ledger();
    const now = documents.filter(
      (document) => isOpen(provider.kind)(document) && !actsLater(document),
    );
    const document = pick(lots, now.slice(0, 12));
    if (document) {
      const deed = lots() < 0.05 ? "no" : lots() < 0.2 ? "look" : "yes";
      await takeTurn(provider, document, deed);
    }
    const other = pick(lots, documents);
    const kind = pick(lots, sandboxEvents);
    if (other && kind && lots() < 0.5) await provider.event({ documentId: other.id, kind });
    await pause(30 + lots() * 120);
  }
}

/** Every fourth document waits for its people until the storm is over. */
const actsLater = ({ id }: LedgerDocument): boolean =>
  Number.parseInt(id.slice(0, 2), 16) % 4 === 0;

/** Everybody whose turn it is does the same. @returns how many documents waited for somebody */
export async function actOnAll(provider: Provider, portalUrl: string, deed: Deed): Promise<number> {
  const { documents } = ofPortal(await provider.ledger(), portalUrl);
  const open = documents.filter(isOpen(provider.kind));
  for (const document of open) await takeTurn(provider, document, deed);
  return open.length;
}
