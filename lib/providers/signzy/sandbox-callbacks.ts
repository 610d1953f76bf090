import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { LedgerCallback, SandboxEvent } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal, sandboxEvents } from "@/lib/provider-kit/sandbox";
import { postCallback, toWrongAddress } from "@/lib/provider-kit/sandbox-callback";
import type { Faults } from "@/lib/provider-kit/sandbox-faults";
import type { Answering } from "./sandbox-answers";
import { customer, toFinalFacts, toSignerFile } from "./sandbox-answers";
import type { Contract, Signer } from "./sandbox-contracts";

export type Callbacks = ReturnType<typeof createCallbacks>;

type Message = { readonly url: string; readonly header: string | null; readonly body: string };

/** One callback for each event of a signer, where they are asked for, and one when all have signed. */
export function createCallbacks(answering: Answering, faults: Faults) {
  const { switches, links } = answering;
  const sent: LedgerCallback[] = [];
  /** The header of each contract, in the order of their first callbacks. */
  const headers = new Map<string, string>();
  let isClosed = false;

  async function post(contract: Contract, message: Message): Promise<void> {
    if (isClosed) return;
    const { url, body } = message;
    const authorization = toAuthorization(contract, message.header);
    const proof = authorization === null ? {} : { authorization };
    const answer = await postCallback(url, body, proof);
    const status = answer?.status ?? null;
    sent.push({ at: new Date(), documentId: contract.id, url, body, headers: proof, status });
  }

  function toAuthorization({ id }: Contract, header: string | null): string | null {
    if (header !== null) headers.set(id, header);
    const another = [...headers].findLast(([each]) => each !== id)?.[1];
    return {
      given: header,
      none: null,
      wrong: `wrong-${randomUUID()}`,
      stale: another ?? `stale-${randomUUID()}`,
    }[switches.callbackAuthorization];
  }

  async function deliver(contract: Contract, message: Message): Promise<void> {
    const fault = faults.nextCallback();
    if (fault === "slow") await pause(switches.slowMilliseconds, undefined, { ref: false });
    const usual = switches.callbackCount;
    const count = { ok: usual, slow: usual, none: 0, twice: 2 }[fault];
    for (let time = 0; time < count; time += 1) await post(contract, message);
  }

  function toBody({ id }: Contract, facts: object): string {
    const ids = { contractId: id };
    const body = {
      flat: { ...customer, ...ids, ...facts },
      only_id: ids,
      nested: { event: "CONTRACT", data: { ...customer, ...ids, ...facts } },
    };
    return JSON.stringify(body[switches.callbackShape]);
  }

  /** As the older API has it. */
  function toContractMessage(contract: Contract, changes: object = {}): Message {
    const facts = {
      finalSignedContract: toFinalFacts(contract, answering).finalSignedContract,
      contractCompletionTime: contract.completedAt?.getTime() ?? null,
      initialSignerCount: contract.initialCount,
      signerCount: contract.signers.length,
      deletedSignerCount: contract.deleted.length,
    };
    const body = toBody(contract, { ...facts, ...changes });
    return { url: contract.callbackUrl, header: contract.callbackHeader, body };
  }

  function toSignerMessages(contract: Contract, signer: Signer): Message[] {
    const { signerCallbackUrl: url, signerCallbackHeader: header } = contract;
    if (url === null) return [];
    const match = signer.attempts.at(-1)?.match;
    const isSigned = signer.status === "SIGNED";
    const score = match?.score ?? null;
    const said = (isSame: boolean) => (isSame ? "Match" : "No Match");
    const body = toBody(contract, {
      signerId: signer.id,
      signerName: signer.name,
      status: isSigned ? "200" : "500",
      aadhaarErrorCode: "NA",
      aadhaarErrorMessage: signer.cancelMessage ?? signer.errorMessage ?? "NA",
      aadhaarStatus: "1",
      signerSignedContract: toSignerFile(contract, signer, links),
      signerEventTimestamp: Date.now(),
      signerMatchData:
        isSigned && match
          ? {
              nameMatch: score === null || score === 1 ? "Direct Match" : "Partial Match",
              genderMatch: said(match.isGenderSame),
              dobMatch: said(match.isYearSame),
              uidLastFourDigitsMatch: said(match.isLastFourSame),
            }
          : {},
    });
    return [{ url, header, body }];
  }

  async function deliverAll(contract: Contract, messages: readonly Message[]): Promise<void> {
    if (switches.callback === "never") return;
    for (const message of messages) await deliver(contract, message);
  }

  return {
    sent: sent as readonly LedgerCallback[],
    close() {
      isClosed = true;
    },
    /** After an attempt that went well or not, or a cancelation. Ends when it was answered. */
    async signer(contract: Contract, signer: Signer): Promise<void> {
      const messages = toSignerMessages(contract, signer);
      if (contract.completedAt) messages.push(toContractMessage(contract));
      if (switches.callbackOrder === "contract_first") messages.reverse();
      await deliverAll(contract, messages);
    },
    /** A contract may be completed by taking somebody out of it. */
    contract: (contract: Contract): Promise<void> =>
      deliverAll(contract, [toContractMessage(contract)]),
    async event(contract: Contract, kind: SandboxEvent["kind"]): Promise<void> {
      if (!sandboxEvents.includes(kind)) throw new SandboxRefusal(`no event ${kind}`);
      const usual = toContractMessage(contract);
      const done = { contractCompletionTime: Date.now() };
      const last = sent.findLast(({ documentId }) => documentId === contract.id);
      const again = last
        ? { url: last.url, header: last.headers?.authorization ?? null, body: last.body }
        : usual;
      const forged = toContractMessage(contract, done);
      const message = {
        duplicate: again,
        late: again,
        forged,
        wrong_id: { ...forged, body: forged.body.replaceAll(contract.id, randomUUID()) },
        wrong_address: { ...forged, url: toWrongAddress(usual.url) },
        wrong_credentials: { ...forged, header: randomUUID() },
        stale: toContractMessage(contract, { contractCompletionTime: null, signerCount: 0 }),
        garbage: { ...usual, body: "<callback>no JSON</callback>" },
      }[kind];
      if (kind === "late") await pause(switches.slowMilliseconds, undefined, { ref: false });
      await post(contract, message);
    },
  };
}
