import type { LedgerDocument, LedgerMessage, SandboxAct } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import type { Keep } from "@/lib/provider-kit/sandbox-keep";
import type { Callbacks } from "./sandbox-callbacks";
import { toActionId, toMethodId } from "./sandbox-choices";
import { CodedRefusal } from "./sandbox-codes";
import { methodNames, practiceCode } from "./sandbox-constants";
import type { Printables } from "./sandbox-printables";
import type { RequestDraft, StateUpdate } from "./sandbox-requests";
import type { Deed, Signer, SignRequest } from "./sandbox-sign-requests";
import {
  createSignRequest,
  haveAllSigned,
  isTurnOf,
  lastNine,
  signRequest,
} from "./sandbox-sign-requests";
import type { Switches } from "./sandbox-switches";

type Parts = {
  readonly switches: Switches;
  readonly callbacks: Callbacks;
  readonly printables: Printables;
  readonly keep: Keep<SignRequest>;
  readonly pageUrl: () => string;
};
export type Desk = ReturnType<typeof createDesk>;

/** Everything that happens to sign requests after they were accepted. */
export function createDesk({ switches, callbacks, printables, keep, pageUrl }: Parts) {
  const requests = new Map<string, SignRequest>();
  const messages: LedgerMessage[] = [];

  const toLink = ({ id, secretKey }: SignRequest) =>
    `${pageUrl()}?${new URLSearchParams({ requestId: id, secretKey })}`;

  /** Where everybody who has the number sees who signed. */
  const toCheckLink = ({ id }: SignRequest) => `${pageUrl()}check?requestId=${id}`;

  function text(request: SignRequest, phone: string, words: string): void {
    const link = toLink(request);
    messages.push({ at: new Date(), to: `+998${lastNine(phone)}`, text: `${words} ${link}`, link });
  }

  /** The provider tells those whose turn has come, each once. */
  function tellNext(request: SignRequest, told: readonly Signer[]): void {
    if (!request.smsInformed) return;
    for (const signer of findTurns(request))
      if (signer.userPhoneNumber !== null && !told.includes(signer))
        text(
          request,
          signer.userPhoneNumber,
          `${request.title ?? "Hujjat"}: imzolash uchun havola`,
        );
  }

  const findTurns = (request: SignRequest) =>
    request.users.filter(
      (signer) => signer.signature === null && isTurnOf(signer, request, switches),
    );

  /** Of one document, the newest last. */
  const findAll = ({
    tableId,
    documentId,
    documentIdAsString,
    documentType,
  }: Omit<StateUpdate, "apiKey">) =>
    [...requests.values()].filter(
      (request) =>
        request.tableId === tableId &&
        (documentId === null || request.documentId === documentId) &&
        (documentIdAsString === null ||
          [request.documentIdAsString, String(request.documentId)].includes(documentIdAsString)) &&
        (documentType === null || request.documentType === documentType),
    );

  function require(id: string): SignRequest {
    const request = requests.get(id.toLowerCase());
    if (!request) throw new SandboxRefusal(`no sign request ${id}`, 404);
    return request;
  }

  /** The number and the key together open a request. */
  function open(id: string, secretKey: string): SignRequest | undefined {
    const request = requests.get(id.toLowerCase());
    return request?.secretKey === secretKey ? request : undefined;
  }

  function sign(request: SignRequest, signer: Signer, deed: Deed): void {
    const told = findTurns(request);
    signRequest(request, signer, deed, switches);
    keep.save(request);
    tellNext(request, told);
  }

  return {
    messages: messages as readonly LedgerMessage[],
    require,
    toCheckLink,
    open,
    sign,
    all: (): readonly SignRequest[] => [...requests.values()],
    /** Finds the existing request for the same document and data. @throws CodedRefusal 108 */
    create(draft: RequestDraft): { readonly request: SignRequest; readonly isNew: boolean } {
      const { tableId, documentId, isForceCreate } = draft;
      const same = { tableId, documentId, documentIdAsString: null, documentType: null };
      const existing = findAll(same).at(-1);
      if (existing && !isForceCreate) {
        if (existing.signData !== draft.signData) throw new CodedRefusal("108");
        if (switches.repeatedCreate === "returns_first") return { request: existing, isNew: false };
      }
      if (existing && isForceCreate && switches.replacedRequest === "ends") end(existing);
      const request = createSignRequest(draft, switches);
      requests.set(request.id, request);
      keep.save(request);
      tellNext(request, []);
      return { request, isNew: true };
    },
    /** @returns whether there is such a document */
    updateState(update: StateUpdate): boolean {
      const found = findAll(update);
      if (switches.updateState === "ends_requests") found.forEach(end);
      return found.length > 0;
    },
    textCode: (request: SignRequest, phone: string) =>
      text(request, phone, `Tasdiqlash kodi ${practiceCode}:`),
    /** As on the page, by somebody who holds the right key and telephone. @throws SandboxRefusal */
    async act({ documentId, recipient, act, method, choice }: SandboxAct): Promise<void> {
      const request = require(documentId);
      const signer = request.users.find(
        ({ userKey, userPhoneNumber }, index) =>
          recipient === index ||
          recipient === userKey ||
          (userPhoneNumber !== null && lastNine(String(recipient)) === lastNine(userPhoneNumber)),
      );
      if (!signer) throw new SandboxRefusal(`no recipient ${recipient}`, 404);
      if (act === "see") return void (await printables.follow(request));
      const action = choice ?? toActionId(request, act);
      sign(request, signer, { method: toMethodId(request, method), action });
      await callbacks.signed(request, signer);
    },
    /** Goes on with the requests that were kept. */
    resume(): void {
      for (const request of keep.load()) {
        requests.set(request.id, request);
        callbacks.resume(request);
      }
    },
    ledger: (): LedgerDocument[] => [...requests.values()].map(toLedgerDocument),
  };

  function end(request: SignRequest): void {
    request.isEnded = true;
    keep.save(request);
  }

  function toLedgerDocument(request: SignRequest): LedgerDocument {
    const running = request.isEnded ? "ended" : "running";
    return {
      id: request.id,
      title: request.title ?? "",
      state: haveAllSigned(request) ? "signed" : running,
      // Its document speaks of no price.
      cost: 0,
      certificatesPaid: 0,
      sha256: request.printableSha256,
      finalSha256: null,
      callbackUrl: switches.callbackUrl || null,
      people: request.users.map(({ userInfo, userKey, userPhoneNumber, signature }) => ({
        name: userInfo,
        contact: userPhoneNumber ?? userKey,
        role: "signer",
        state: signature ? "signed" : "unsigned",
        reason: null,
        method: signature && methodNames[signature.method],
        choice: signature?.action ?? null,
      })),
    };
  }
}
