import { randomBytes } from "node:crypto";
import type { AttemptInsert } from "@/lib/vocabulary/delivery";
import { attemptInserts } from "@/lib/vocabulary/delivery";
import type { CallMark, HttpCall, Values } from "./contract";

/** Of one attempt; an address that it does not have is missing. */
export type AttemptTexts = Readonly<Partial<Record<AttemptInsert, string>>>;

export const isMark = (value: unknown): value is CallMark =>
  typeof value === "object" && value !== null && "insert" in value;

const isAttemptInsert = (insert: string): insert is AttemptInsert =>
  attemptInserts.some((known) => known === insert);

/** What a call wants of its attempt, each once. */
export function listInserts(call: HttpCall): AttemptInsert[] {
  const found = new Set<AttemptInsert>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!isMark(value)) for (const each of Object.values(value)) look(each);
    else if (isAttemptInsert(value.insert)) found.add(value.insert);
  };
  look(call.body);
  return [...found].sort();
}

type Inserts = {
  /** The exact bytes that go out; null where a template is filled. */
  readonly document: Uint8Array | null;
  readonly texts: AttemptTexts;
  /** Of the connection. */
  readonly settings: Values;
  readonly now: Date;
};

function fillMark(mark: CallMark, { texts, settings, now }: Inserts): unknown {
  if (mark.insert === "setting") return settings[mark.name];
  if (mark.insert === "milliseconds_until")
    return Math.max(1, new Date(mark.at).getTime() - now.getTime());
  const text = mark.insert === "document_base64" ? undefined : texts[mark.insert];
  if (text === undefined) throw new Error(`A call that wants ${mark.insert} where there is none`);
  return text;
}

/**
 * The body of a call as it is written to the wire: JSON with the marks replaced. The document is
 * never a JavaScript string, whose copies and escapes cost a 20 MB file a second.
 */
export function fillCall(call: HttpCall, inserts: Inserts): Uint8Array {
  const { document } = inserts;
  const place = randomBytes(24).toString("hex");
  const json = JSON.stringify(call.body, (_, value: unknown) => {
    if (!isMark(value)) return value;
    return value.insert === "document_base64" ? place : fillMark(value, inserts);
  });
  const [before = "", after, ...more] = json.split(place);
  if (after === undefined) return Buffer.from(before);
  if (!document) throw new Error("A call that wants a document where there is none");
  if (more.length > 0) throw new Error("A call that carries its document twice");
  return Buffer.concat([Buffer.from(before), toBase64(document), Buffer.from(after)]);
}

const step = 3 * 256 * 1024;

/** Piece by piece, because one string of the whole would be twice its size for a moment. */
function toBase64(bytes: Uint8Array): Buffer {
  const target = Buffer.allocUnsafe(Math.ceil(bytes.length / 3) * 4);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0, to = 0; from < source.length; from += step)
    to += target.write(source.toString("base64", from, Math.min(from + step, source.length)), to);
  return target;
}
