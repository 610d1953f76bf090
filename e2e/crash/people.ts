import { setTimeout as pause } from "node:timers/promises";
import type { LedgerDocument } from "@/lib/provider-kit/sandbox";
import { sandboxEvents } from "@/lib/provider-kit/sandbox";
import { ofPortal } from "./check-invariants";
import type { Provider } from "./provider";

export type Lots = () => number;
/** One of these, by lot. */
export const pick = <Each>(lots: Lots, from: readonly Each[]): Each | undefined =>
  from[Math.floor(lots() * from.length)];

const isOpen = ({ people }: LedgerDocument): boolean =>
  people.some(({ role, state }) => role !== "viewer" && !isDone(state)) &&
  !people.some(({ state }) => state === "rejected");
const isDone = (state: string): boolean => ["signed", "approved"].includes(state);

/** The next person of a document does what is asked of them, at the provider. */
async function takeTurn(provider: Provider, document: LedgerDocument, deed: "yes" | "no" | "look") {
  const recipient = document.people.findIndex(
    ({ role, state }) => role !== "viewer" && !isDone(state),
  );
  const yes = document.people[recipient]?.role === "signer" ? "sign" : "approve";
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
    const now = documents.filter((document) => isOpen(document) && !actsLater(document));
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

/** Everybody whose turn it is says yes. @returns how many documents waited for somebody */
export async function actOnAll(provider: Provider, portalUrl: string): Promise<number> {
  const { documents } = ofPortal(await provider.ledger(), portalUrl);
  const open = documents.filter(isOpen);
  for (const document of open) await takeTurn(provider, document, "yes");
  return open.length;
}
