import "server-only";
import { inArray } from "drizzle-orm";
import { read, write } from "@/db/client";
import { accounts, organisation } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { documents } from "@/db/schema/envelopes";
import { teamMembers, teams } from "@/db/schema/teams";
import { hashPassword } from "@/lib/accounts/hash-password";
import { ensureHostedConnection } from "@/lib/connections/ensure-hosted-connection";
import { sealSettings } from "@/lib/connections/seal-settings";
import type { DocumentFacts } from "@/lib/documents/schema";
import { storeFile } from "@/lib/files/store-file";
import type { SigningProvider, Values } from "@/lib/provider-kit/contract";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import { providers } from "@/lib/providers/registry";

const names = "Sara Ahmadi,Bekzod Karimov,Elena Ivanova,Asha Verma,Tom Evans,Reza Nouri".split(",");
const teamNames = ["Leases", "Loans", "Staff", "Purchasing"];
const colleagues = 24;

export type SeededOffice = {
  readonly owners: readonly { readonly id: string; readonly teamId: string }[];
  readonly connectionIds: readonly string[];
  readonly document: { readonly id: string; readonly sha256: string };
  readonly managerEmail: string;
};

/** The same at every run. */
const seedId = (kind: number, index: number): string =>
  `00000000-0000-7000-8000-${String(kind).padStart(4, "0")}${String(index).padStart(8, "0")}`;

/** A page of A4 with one line: what all contracts of a seeded office show. */
function onePage(): Buffer {
  const drawn = "BT /F1 24 Tf 72 720 Td (Contract) Tj ET";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\n`;
  return Buffer.from(`${text}${table}${trailer}startxref\n${text.length}\n%%EOF\n`, "latin1");
}

const facts: DocumentFacts = {
  version: "1.7",
  title: null,
  pages: [{ cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1, width: 595, height: 842 }],
  isEncrypted: false,
  needsRepair: false,
  signatures: 0,
  certificationLevel: null,
  inputs: 0,
};

/** Settings that a provider takes and that lead nowhere. */
const standIns = (settings: SigningProvider["settings"]): Values =>
  Object.fromEntries(
    describeInputs(settings)
      .filter(({ isRequired }) => isRequired)
      .map(({ name, isAddress, choices }) => [
        name,
        isAddress ? "https://service.invalid/" : (choices?.[0] ?? "made up by the seed"),
      ]),
  );

/**
 * People, teams, connections and one document, made once: a second run adds envelopes to them.
 * @param password of everybody who is made; without one nobody can sign in as them
 */
export async function seedOffice(password: string | undefined, now: Date): Promise<SeededOffice> {
  const file = await storeFile(onePage());
  const passwordHash = password ? await hashPassword(password) : "none";
  const owners = Array.from({ length: colleagues }, (_, index) => ({
    id: seedId(1, index),
    teamId: seedId(2, index % teamNames.length),
  }));
  const document = { id: "seed-document", sha256: file.sha256 };
  const emailOf = (index: number) => `colleague-${index}@example.org`;
  await write(async (tx) => {
    const office = { name: "Seal & Sons", language: "en", timeZone: "Asia/Tashkent" };
    if ((await tx.select().from(organisation).limit(1)).length === 0)
      await tx.insert(organisation).values({ id: "seed-office", ...office, createdAt: now });
    for (const [index, name] of teamNames.entries())
      await tx
        .insert(teams)
        .values({ id: seedId(2, index), name, createdAt: now })
        .onConflictDoNothing();
    for (const [index, { id, teamId }] of owners.entries()) {
      await tx
        .insert(accounts)
        .values({
          id,
          email: emailOf(index),
          name: `${names[index % names.length]} ${index}`,
          passwordHash,
          role: index < teamNames.length ? "manager" : "staff",
          state: "active",
          language: "en",
          createdAt: now,
        })
        .onConflictDoNothing();
      await tx
        .insert(teamMembers)
        .values({ id: `seed-member-${index}`, teamId, accountId: id })
        .onConflictDoNothing();
    }
    await tx
      .insert(documents)
      .values({
        ...document,
        ownerId: owners[0]?.id ?? "",
        fileName: "Contract.pdf",
        originalSha256: file.sha256,
        size: file.size,
        pageCount: 1,
        facts,
        createdAt: now,
      })
      .onConflictDoNothing();
    await ensureHostedConnection(tx, now);
    for (const { id, displayName, capabilities, settings } of providers) {
      if (capabilities.hosted === "here") continue;
      const connectionId = `seed-connection-${id}`;
      await tx
        .insert(connections)
        .values({
          id: connectionId,
          providerId: id,
          name: displayName,
          settingsEncrypted: sealSettings(connectionId, standIns(settings)),
          isEnabled: false,
          createdAt: now,
        })
        .onConflictDoNothing();
    }
  });
  const ids = providers.map(({ id, capabilities }) =>
    capabilities.hosted === "here" ? `connection-${id}` : `seed-connection-${id}`,
  );
  const made = await read((db) =>
    db.select({ id: connections.id }).from(connections).where(inArray(connections.id, ids)),
  );
  return {
    owners,
    document,
    connectionIds: made.map(({ id }) => id),
    managerEmail: emailOf(0),
  };
}
