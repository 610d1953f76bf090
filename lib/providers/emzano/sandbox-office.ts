import { setTimeout as pause } from "node:timers/promises";
import type { LedgerDocument, LedgerMessage } from "@/lib/provider-kit/sandbox";
import { SandboxRefusal } from "@/lib/provider-kit/sandbox";
import { createPracticeAuthority } from "@/lib/provider-kit/sandbox-certificate";
import type { Keep } from "@/lib/provider-kit/sandbox-keep";
import { toSha256 } from "@/lib/provider-kit/sandbox-ledger";
import type { Callbacks } from "./sandbox-callbacks";
import type { Deed, DocumentDraft, Person, SandboxDocument } from "./sandbox-documents";
import { actOn, createDocument, sendToNext } from "./sandbox-documents";
import { toFinalFile } from "./sandbox-final-file";
import type { Switches } from "./sandbox-switches";

const countCertificates = ({ isCertificatePaid, people }: SandboxDocument): number =>
  isCertificatePaid ? people.filter(({ box }) => box?.digitalSignature).length : 0;

/** A file that is "not ready yet" must stay so for long enough to be seen missing. */
const shortestDelay = 300;
/** Longer than this a timer of Node fires at once. */
const longestTimer = 2 ** 31 - 1;

export type Office = ReturnType<typeof createOffice>;

/** Everything that happens to documents after they were accepted. */
export function createOffice(
  switches: Switches,
  callbacks: Callbacks,
  keep: Keep<SandboxDocument>,
  inboxUrl: () => string,
) {
  const documents = new Map<string, SandboxDocument>();
  const messages: LedgerMessage[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const authority = createPracticeAuthority("IR");

  function tell(document: SandboxDocument, people: readonly Person[]): void {
    for (const { name, contact, inboxToken, times } of people) {
      const link = `${inboxUrl()}/inbox/${inboxToken}`;
      const text = `${name} گرامی، سند «${document.title}» برای شما ارسال شد: ${link}`;
      messages.push({ at: times.sentTime ?? new Date(), to: contact, text, link });
    }
  }

  async function finish(document: SandboxDocument): Promise<void> {
    if (document.state !== "signed") return callbacks.final(document);
    const isEarly = switches.isCallbackBeforeFile;
    const delay = Math.max(switches.fileDelayMilliseconds, isEarly ? shortestDelay : 0);
    const makeFile = async () => {
      if (delay > 0) await pause(delay, undefined, { ref: false });
      document.finalFile = toFinalFile(document, switches, authority);
      keep.save(document);
    };
    const made = makeFile();
    if (!isEarly) await made;
    await callbacks.final(document);
  }

  async function expire(document: SandboxDocument): Promise<void> {
    if (document.state !== "running") return;
    document.state = "expired";
    document.lastModified = new Date();
    keep.save(document);
    await finish(document);
  }

  function expireInTime(document: SandboxDocument): void {
    const left = document.expiredAt ? document.expiredAt.getTime() - Date.now() : Infinity;
    if (left < longestTimer) timers.add(setTimeout(expire, left, document).unref());
  }

  function find(id: string): SandboxDocument | undefined {
    return documents.get(id.toLowerCase());
  }
  function require(id: string): SandboxDocument {
    const document = find(id);
    if (!document) throw new SandboxRefusal(`no document ${id}`, 404);
    return document;
  }

  return {
    messages: messages as readonly LedgerMessage[],
    find,
    require,
    expire,
    create(draft: DocumentDraft): SandboxDocument {
      const document = createDocument(draft);
      documents.set(document.id, document);
      tell(document, sendToNext(document));
      keep.save(document);
      expireInTime(document);
      return document;
    },
    /** Goes on with the documents that were kept, once the inbox has its address. */
    async resume(): Promise<void> {
      for (const document of keep.load()) {
        documents.set(document.id, document);
        tell(
          document,
          document.people.filter(({ times }) => times.sentTime),
        );
        if (document.state === "running") expireInTime(document);
        if (document.state === "signed" && !document.finalFile) await finish(document);
      }
    },
    /** Ends when the callback that it caused was answered. @throws SandboxRefusal */
    async act(document: SandboxDocument, person: Person, deed: Deed): Promise<void> {
      actOn(document, person, deed);
      if (document.state === "running") tell(document, sendToNext(document));
      keep.save(document);
      if (document.state !== "running") await finish(document);
    },
    findByInboxToken(token: string): { document: SandboxDocument; person: Person } | undefined {
      for (const document of documents.values())
        for (const person of document.people)
          if (person.inboxToken === token && person.state !== "unsent") return { document, person };
      return undefined;
    },
    ledger: (): LedgerDocument[] =>
      [...documents.values()].map((document) => ({
        id: document.id,
        title: document.title,
        state: document.state,
        cost: 1,
        certificatesPaid: countCertificates(document),
        sha256: toSha256(document.file),
        finalSha256: document.finalFile && toSha256(document.finalFile),
        callbackUrl: document.callbackUrl,
        people: document.people.map(({ name, contact, role, state, reason }) => ({
          name,
          contact,
          role,
          state,
          reason,
        })),
      })),
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
