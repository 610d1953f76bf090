import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { read } from "@/db/client";
import { attempts, providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Values } from "@/lib/provider-kit/contract";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { chooseConnection } from "./choose-connection";
import { createEnvelope } from "./create-envelope";
import { issueLink } from "./issue-link";
import { envelopeJobs } from "./jobs";
import { openReference } from "./keep-reference";
import { recipientsOf } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
import { saveDraft } from "./save-draft";
import { savePlacements } from "./save-placements";
import type { RecipientInput } from "./schema";
import { keysOf, person, sendDraft } from "./testing";

/** Three people of India who sign by the state's own register. */
export const indians = (): RecipientInput[] => [
  person("Aarav Kumar Sharma", {
    email: "aarav@example.org",
    identity: { id_last_four: "1345", birth_year: "1987", gender: "male", signature_type: "otp" },
  }),
  person("Diya Nair", {
    email: "diya@example.org",
    identity: { id_last_four: "2468", birth_year: "1992", signature_type: "face" },
  }),
  person("Kabir Singh", {
    email: "kabir@example.org",
    identity: { signature_type: "fingerprint" },
  }),
];

const isSigner = ({ role }: Pick<RecipientInput, "role">): boolean => role === "signer";

/** A connection that makes contracts, and whose contract. */
export type Desk = {
  readonly sandbox: Sandbox;
  readonly owner: AccountActor;
  readonly documentId: string;
  readonly connectionId: string;
};

type ContractOptions = {
  readonly people?: readonly RecipientInput[];
  readonly signingOrder?: "sequential" | "parallel";
  readonly options?: Values;
};

export const runJobs = () => runDueJobs(envelopeJobs);

/** Sends a contract of three pages with a box for each person, and looks at it once. */
export async function sendContract(
  { owner, documentId, connectionId }: Desk,
  { people = indians(), signingOrder = "sequential", options = {} }: ContractOptions = {},
): Promise<string> {
  const now = new Date();
  const { envelopeId } = await createEnvelope(owner, { documentId }, now);
  const chosen = await chooseConnection(owner, { envelopeId, rev: 1, connectionId }, now);
  const saved = await saveDraft(
    owner,
    {
      envelopeId,
      rev: chosen.rev,
      title: "Lease of flat 12",
      message: "",
      signingOrder,
      expiresAt: null,
      options,
      recipients: [...people],
    },
    now,
  );
  const { rev } = await savePlacements(
    owner,
    {
      envelopeId,
      rev: saved.rev,
      placements: people.filter(isSigner).map(({ id }, index) => ({
        id: randomUUID(),
        recipientId: id,
        page: 1,
        x: 60,
        y: 60 + index * 90,
        width: 160,
        height: 75,
      })),
    },
    now,
  );
  await sendDraft(owner, { envelopeId, rev });
  await runJobs();
  await runJobs();
  return envelopeId;
}

export async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
export async function documentOf(id: string) {
  const [row] = await read((db) =>
    db.select().from(providerDocuments).where(eq(providerDocuments.envelopeId, id)),
  );
  if (!row) throw new Error("No contract");
  return row;
}
export const attemptsOf = (id: string) =>
  read((db) => db.select().from(attempts).where(eq(attempts.envelopeId, id)));
export const statusesOf = async (id: string) =>
  (await read((db) => recipientsOf(db, id))).map(({ status }) => status);

/** Where everybody signs: what no page, log or table may show. */
export async function secretLinksOf(id: string): Promise<string[]> {
  const text = JSON.stringify(openReference(await documentOf(id)));
  return [...text.matchAll(/"(https?:[^"]+)"/g)].map(([, link = ""]) => link);
}

/** The keys of somebody's link. */
export async function linkOf({ owner }: Desk, envelopeId: string, position: number) {
  const recipientId = (await read((db) => recipientsOf(db, envelopeId)))[position]?.id ?? "";
  const { url } = await issueLink(owner, { envelopeId, recipientId }, new Date());
  return { recipientId, keys: keysOf(url) };
}

export async function lookAgain({ owner }: Desk, envelopeId: string): Promise<void> {
  await refreshEnvelope(owner, { envelopeId }, new Date());
  await runJobs();
}

/** Somebody signs at the provider, with the register's own answer or another one. */
export async function signThere(
  { sandbox }: Desk,
  envelopeId: string,
  recipient: number,
  values?: Readonly<Record<string, string>>,
): Promise<void> {
  const { externalId } = await documentOf(envelopeId);
  await sandbox.act({
    documentId: externalId,
    recipient,
    act: "sign",
    ...(values && { values }),
  });
  await runJobs();
}
