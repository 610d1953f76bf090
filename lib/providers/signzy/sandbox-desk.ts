import type { LedgerDocument, LedgerFetch, SandboxAct } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import { createPracticeAuthority } from "@/lib/provider-kit/sandbox-certificate";
import type { Keep } from "@/lib/provider-kit/sandbox-keep";
import { toSha256 } from "@/lib/provider-kit/sandbox-ledger";
import type { Callbacks } from "./sandbox-callbacks";
import type { Attempt, Contract, Signer } from "./sandbox-contracts";
import { attempt, cancel, createContract, deleteSigner, isLapsed } from "./sandbox-contracts";
import type { Kyc } from "./sandbox-match";
import { invalid, notFound } from "./sandbox-refusals";
import type { ContractDraft } from "./sandbox-requests";
import type { Source } from "./sandbox-source";
import type { Switches } from "./sandbox-switches";

type Parts = {
  readonly switches: Switches;
  readonly callbacks: Callbacks;
  readonly keep: Keep<Contract>;
};
export type Desk = ReturnType<typeof createDesk>;

/** Everything that happens to contracts after they were accepted. */
export function createDesk({ switches, callbacks, keep }: Parts) {
  const contracts = new Map<string, Contract>();
  const fetches: LedgerFetch[] = [];
  const authority = createPracticeAuthority("IN");

  function require(id: string): Contract {
    const contract = contracts.get(id.toLowerCase());
    if (!contract) throw new SandboxRefusal(`no contract ${id}`, 404);
    return contract;
  }

  /** As the provider knows it. @throws SandboxRefusal 404 for an unknown one or one that has lapsed */
  function open(id: string): Contract {
    const contract = contracts.get(id.toLowerCase());
    const isGone = contract?.deletedAt && switches.deletedContract === "gone";
    if (!contract || isGone || isLapsed(contract)) throw notFound("Contract");
    return contract;
  }

  function sign(contract: Contract, signer: Signer, kyc: Kyc): Attempt {
    const made = attempt(contract, signer, kyc, switches, authority);
    keep.save(contract);
    return made;
  }

  function decline(contract: Contract, signer: Signer, message: string): void {
    cancel(contract, signer, message);
    keep.save(contract);
  }

  return {
    fetches: fetches as readonly LedgerFetch[],
    require,
    open,
    sign,
    decline,
    save: keep.save,
    create(draft: ContractDraft, source: Source, uniqueReference: string | null): Contract {
      const contract = createContract(draft, source.bytes, uniqueReference, switches);
      contracts.set(contract.id, contract);
      keep.save(contract);
      return contract;
    },
    noteFetches: (contract: Contract, made: readonly Omit<LedgerFetch, "documentId">[]) =>
      fetches.push(...made.map((each) => ({ ...each, documentId: contract.id }))),
    findByNumber: (number: number): Contract | undefined =>
      [...contracts.values()].find((each) => each.number === number),
    findBySigner(id: string): { readonly contract: Contract; readonly signer: Signer } | undefined {
      for (const contract of contracts.values())
        for (const signer of contract.signers) if (signer.id === id) return { contract, signer };
      return undefined;
    },
    /** @throws SandboxRefusal */
    delete(id: string): Contract {
      const contract = open(id);
      if (contract.completedAt) throw invalid("Contract is already completed");
      contract.deletedAt ??= new Date();
      keep.save(contract);
      return contract;
    },
    /** When only people who have signed are left, the contract is completed. @throws SandboxRefusal */
    deleteSigner(id: string, signerId: string): Contract {
      const contract = open(id);
      const signer = contract.signers.find((each) => each.id === signerId);
      if (!signer) throw notFound("Signer");
      deleteSigner(contract, signer);
      keep.save(contract);
      if (contract.completedAt) void callbacks.contract(contract);
      return contract;
    },
    expire(contract: Contract): void {
      contract.expiresAt = new Date();
      keep.save(contract);
    },
    /**
     * As on the page, by somebody whose Aadhaar says what was sent, but for `values` (`name`,
     * `lastFour`, `yearOfBirth`, `gender`). @throws SandboxRefusal
     */
    async act({ documentId, recipient, act, values, reason }: SandboxAct): Promise<void> {
      const contract = require(documentId);
      const signer = contract.signers.find(({ id, name }, index) =>
        [index, id, name].includes(recipient),
      );
      if (!signer) throw new SandboxRefusal(`no recipient ${recipient}`, 404);
      // The provider does not notice who has only looked.
      if (act === "see") return;
      if (act === "reject") decline(contract, signer, reason ?? "Declined by the signer");
      else if (act === "sign") sign(contract, signer, { ...toKyc(signer), ...values });
      else throw new SandboxRefusal(`nobody can ${act}`);
      await callbacks.signer(contract, signer);
    },
    /** Goes on with the contracts that were kept. */
    resume(): void {
      for (const contract of keep.load()) contracts.set(contract.id, contract);
    },
    ledger: (): LedgerDocument[] => [...contracts.values()].map(toLedgerDocument),
  };
}

/** An Aadhaar that fits what was sent. */
export const toKyc = ({ name, lastFour, yearOfBirth, gender }: Signer): Kyc => ({
  name,
  lastFour: lastFour ?? "4321",
  yearOfBirth: yearOfBirth ?? "1990",
  gender: gender ?? "female",
});

function stateOf(contract: Contract): string {
  if (contract.completedAt) return "signed";
  if (contract.deletedAt) return "deleted";
  if (contract.canceledAt) return "rejected";
  return isLapsed(contract) ? "expired" : "running";
}

const toLedgerDocument = (contract: Contract): LedgerDocument => ({
  id: contract.id,
  title: contract.name,
  state: stateOf(contract),
  // Every contract that was made is charged for, whatever becomes of it.
  cost: 1,
  certificatesPaid: 0,
  sha256: toSha256(contract.initialFile),
  finalSha256: contract.completedAt && toSha256(contract.file),
  callbackUrl: contract.callbackUrl,
  people: [...contract.signers, ...contract.deleted].map((signer) => ({
    name: signer.name,
    contact: signer.id,
    role: "signer",
    state: contract.deleted.includes(signer) ? "deleted" : signer.status.toLowerCase(),
    reason: signer.cancelMessage ?? signer.errorMessage,
    method: signer.status === "SIGNED" ? signer.type : null,
  })),
});
