import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { LedgerCallback, SandboxEvent } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal, sandboxEvents } from "@/lib/provider-kit/sandbox";
import { postCallback, toWrongAddress } from "@/lib/provider-kit/sandbox-callback";
import type { Faults } from "@/lib/provider-kit/sandbox-faults";
import { stateNumber, stateWords } from "./sandbox-answers";
import type { SandboxDocument } from "./sandbox-documents";
import type { Switches } from "./sandbox-switches";

export type Callbacks = ReturnType<typeof createCallbacks>;

/** Calls back once at the end, as documented, and in all the ways that a test wants to see. */
export function createCallbacks(switches: Switches, faults: Faults) {
  const sent: LedgerCallback[] = [];
  let isClosed = false;

  async function post(documentId: string, url: string, body: string): Promise<void> {
    if (isClosed) return;
    const answer = await postCallback(url, body);
    sent.push({ at: new Date(), documentId, url, body, status: answer?.status ?? null });
  }

  const bodyOf = (document: SandboxDocument, changes: object = {}) => {
    const isWord = switches.callbackState === "word";
    const state = isWord ? stateWords[document.state] : stateNumber(document, switches);
    return JSON.stringify({ documentId: document.id, state, title: document.title, ...changes });
  };

  return {
    sent: sent as readonly LedgerCallback[],
    close() {
      isClosed = true;
    },
    async final(document: SandboxDocument): Promise<void> {
      const url = document.callbackUrl;
      if (!url) return;
      if (switches.isCallbackOnlyWhenSigned && document.state !== "signed") return;
      const fault = faults.nextCallback();
      if (fault === "slow") await pause(switches.slowMilliseconds, undefined, { ref: false });
      const count = { ok: switches.callbackCount, slow: switches.callbackCount, none: 0, twice: 2 };
      for (let time = 0; time < count[fault]; time += 1)
        await post(document.id, url, bodyOf(document));
    },
    async event(document: SandboxDocument, kind: SandboxEvent["kind"]): Promise<void> {
      if (kind === "wrong_credentials") throw new SandboxRefusal("callbacks carry none");
      if (!sandboxEvents.includes(kind)) throw new SandboxRefusal(`no event ${kind}`);
      const url = document.callbackUrl;
      if (!url) return;
      const last = sent.findLast(({ documentId }) => documentId === document.id)?.body;
      const body = {
        duplicate: last ?? bodyOf(document),
        late: last ?? bodyOf(document),
        forged: bodyOf(document, { state: stateWords.signed }),
        wrong_id: bodyOf(document, { documentId: randomUUID(), state: stateWords.signed }),
        wrong_address: bodyOf(document, { state: stateWords.signed }),
        stale: bodyOf(document, { state: stateWords.running }),
        garbage: "<callback>no JSON</callback>",
      }[kind];
      if (kind === "late") await pause(switches.slowMilliseconds, undefined, { ref: false });
      await post(document.id, kind === "wrong_address" ? toWrongAddress(url) : url, body);
    },
  };
}
