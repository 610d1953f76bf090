import "server-only";
import { createTranslator } from "next-intl";
import { read, write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { readStoredFile } from "@/lib/files/store-file";
import { formatInstant } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import { defaultLocale, directionOf, isLocale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { AppError } from "@/lib/kernel/errors";
import type { ProofBox } from "@/lib/pdf/stamp-proof";
import { toneOf } from "@/lib/placements/person-tones";
import { initialsOf } from "@/lib/recipients/initials";
import type { ProofRequest } from "@/lib/signing/compose-proof";
import { runSigningTask } from "@/lib/signing/engine";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireOffice } from "./compose-notice";
import { fileNameOf } from "./download-file";
import type { EnvelopeRow, PlacementRow, RecipientRow } from "./queries";
import { placementsOf, recipientsOf, requireDocument, requireEnvelope } from "./queries";

export type Proof = {
  /** For the person's disk. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array<ArrayBuffer>;
};

/** Letters of a title that the line at a page's edge has room for. */
const longestTitle = 60;

const translator = (locale: Locale) => createTranslator({ locale, messages: messagesFor(locale) });

/**
 * The document of a draft with its boxes drawn, made for this one download and kept nowhere. Each
 * box is in its person's language, the pages are marked in the reader's. Like every file that
 * leaves, it is audited.
 * @throws AppError `not_found`, `forbidden`, `conflict` once it was sent
 */
export async function printProof(
  actor: AccountActor,
  envelopeId: string,
  locale: Locale,
  now: Date,
): Promise<Proof> {
  const { envelope, sha256, boxes, timeZone } = await read(async (db) => {
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.download");
    if (envelope.status !== "draft") throw new AppError("conflict");
    const { sha256 } = await requireDocument(db, envelope.documentId);
    const people = await recipientsOf(db, envelopeId);
    const boxes = toProofBoxes(people, await placementsOf(db, envelopeId));
    return { envelope, sha256, boxes, timeZone: (await requireOffice(db)).timeZone };
  });
  const { bytes } = await runSigningTask({
    kind: "proof",
    request: {
      bytes: await readStoredFile(sha256),
      boxes,
      look: lookOf(envelope, locale, timeZone, now),
    },
  });
  await write((tx) =>
    recordAudit(tx, {
      action: "artifact.downloaded",
      actor,
      at: now,
      envelopeId,
      details: { kind: "proof" },
    }),
  );
  const name = fileNameOf(envelope, " proof.pdf");
  return { name, mediaType: "application/pdf", content: new Uint8Array(bytes) };
}

function lookOf(
  { title, referenceCode }: EnvelopeRow,
  locale: Locale,
  timeZone: string,
  now: Date,
): ProofRequest["look"] {
  const t = translator(locale);
  const letters = [...title];
  const short = letters.length > longestTitle;
  const line = t("proof.line", {
    words: t("proof.words"),
    title: short ? `${letters.slice(0, longestTitle).join("")}…` : title,
    code: referenceCode,
    when: formatInstant(now, "stamp", { locale, timeZone }),
  });
  return { words: t("proof.words"), line, direction: directionOf(locale) };
}

/** The colours and numbers that the editor shows. */
function toProofBoxes(
  people: readonly RecipientRow[],
  boxes: readonly PlacementRow[],
): readonly ProofBox[] {
  let signers = 0;
  const looks = new Map(
    people.map(({ id, role, name, language }, place) => {
      const locale = isLocale(language) ? language : defaultLocale;
      const t = translator(locale);
      const known = name || t("editor.person", { number: place + 1 });
      const number = role === "signer" ? `${new Intl.NumberFormat(locale).format(++signers)} ` : "";
      const look = {
        badge: `${number}${initialsOf(known)}`,
        name: known,
        words: t("proof.words"),
        direction: directionOf(locale),
        tone: toneOf(place),
      };
      return [id, look] as const;
    }),
  );
  return boxes.flatMap(({ recipientId, page, x, y, width, height }) => {
    const look = looks.get(recipientId);
    return look ? [{ ...look, page, rect: { space: "pdf" as const, x, y, width, height } }] : [];
  });
}
