import "server-only";
import { cookies } from "next/headers";
import { read, write } from "@/db/client";
import { currentVisitor } from "@/lib/accounts/client-address";
import { countCall } from "@/lib/callbacks/limit-calls";
import type { Visitor } from "@/lib/vocabulary/visitor";
import { findCurrentDocument } from "./find-attempt";
import { recipientToken } from "./issue-link";
import type { OpenSigningPage } from "./load-signing-page";
import { describeOpen, findUsableVisit } from "./load-signing-page";
import { askReadBack } from "./request-read-back";
import type { RecipientVisit } from "./require-recipient";
import { findReturn, hasLeftThrough, launchCookieName } from "./return-link";
import { isTheirTurn } from "./state";

export type ReturnPage =
  | { readonly state: "unusable" }
  | {
      readonly state: "returned";
      readonly page: OpenSigningPage;
      /**
       * The secret of the link through which this very browser left. Null in another one: there
       * `page` says nothing about the document and its people, and has no files.
       */
      readonly token: string | null;
      /** When the provider was last read back. */
      readonly lookedAt: Date | null;
      /** When this page was made. */
      readonly at: Date;
    };

export const loadReturnPage = async (token: string): Promise<ReturnPage> =>
  describeReturn(
    token,
    { ...(await currentVisitor()), launchProof: (await cookies()).get(launchCookieName)?.value },
    new Date(),
  );

/**
 * Where a provider's page sends somebody back. It proves nothing that they come: the page asks for
 * a read-back, and says what is known.
 */
export async function describeReturn(
  token: string,
  { launchProof, ...visitor }: Visitor & { readonly launchProof: string | undefined },
  now: Date,
): Promise<ReturnPage> {
  const linkId = findReturn(token);
  if (!linkId) return { state: "unusable" };
  const own = recipientToken(linkId);
  const keys = { token: own, visitToken: undefined, ...visitor };
  const visit = await read((db) => findUsableVisit(db, keys, now));
  if (!visit) return { state: "unusable" };
  await askWhatHappened(visit, now);
  const isSameBrowser = hasLeftThrough(linkId, launchProof);
  return read(async (db) => {
    const page = await describeOpen(db, visit, now);
    const document = await findCurrentDocument(db, visit.envelope.id);
    return {
      state: "returned",
      page: isSameBrowser ? page : withoutDocument(page),
      token: isSameBrowser ? own : null,
      lookedAt: document?.readAt ?? null,
      at: now,
    };
  });
}

const looksAMinute = 12;

/** Not for every reload, and not once it is known. */
async function askWhatHappened({ envelope, recipient }: RecipientVisit, now: Date): Promise<void> {
  if (envelope.status !== "in_progress" || !isTheirTurn(recipient)) return;
  if (countCall(`return/${recipient.id}`, looksAMinute, now) !== undefined) return;
  await write((tx) => askReadBack(tx, envelope.id, now));
}

const withoutDocument = (page: OpenSigningPage): OpenSigningPage => ({
  ...page,
  envelope: {
    ...page.envelope,
    title: "",
    message: "",
    referenceCode: "",
    documentSha256: "",
    reason: null,
  },
  launch: page.launch && { ...page.launch, ticket: null },
  arePeopleShown: false,
  others: [],
  document: { fileName: "", pages: [] },
  boxes: [],
  files: { signed: false, certificate: false },
});
