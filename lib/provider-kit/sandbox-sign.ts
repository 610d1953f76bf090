import type { PracticeAuthority, SignatureForm, Signer } from "./sandbox-certificate";
import { PdfFile } from "./sandbox-pdf";
import type { FileKey } from "./sandbox-pdf-lock";
import type { PdfDict, PdfValue } from "./sandbox-pdf-values";
import { Revision } from "./sandbox-pdf-write";
import type { OriginBox, Stamp } from "./sandbox-stamp";
import { addStamps } from "./sandbox-stamp";

/** Bytes for one signature: two certificates, two keys. */
const room = 8_192;
const range = "0000000000";
const subFilters = { cades: "ETSI.CAdES.detached", pkcs7: "adbe.pkcs7.detached" };

export type SignatureStyle = {
  readonly origin: OriginBox;
  readonly form: SignatureForm;
  /** Of a file that was locked here. */
  readonly key?: FileKey | null;
};

/**
 * The same bytes and one more revision with a signature over all of them (ISO 32000-2, 12.8.1),
 * which is shown by a field of its own in the place of each stamp. A page that there is not is
 * signed by nobody.
 */
export function signPdf(
  bytes: Buffer,
  stamps: readonly Stamp[],
  signer: Signer,
  { origin, form, key = null }: SignatureStyle,
  authority: PracticeAuthority,
): Buffer {
  const revision = new Revision(new PdfFile(bytes, key));
  const places = revision.file.pages().flatMap((page, index) => {
    const here = stamps.filter((stamp) => stamp.page === index);
    return here.length > 0 ? [{ page, here }] : [];
  });
  if (places.length === 0) return bytes;
  const digits = signer.signedAt.toISOString().replace(/[-:T]|\..*/g, "");
  const value = revision.add(
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilters[form]} ` +
      `/ByteRange [0 ${range} ${range} ${range}] /Contents <${"0".repeat(2 * room)}> ` +
      `/M (D:${digits}Z) >>`,
  );
  const name = `Signature${value.split(" ")[0]}`;
  const nameOf = (stamp: Stamp) => {
    const index = stamps.indexOf(stamp);
    return index === 0 ? name : `${name}-${index + 1}`;
  };
  const entriesOf = (stamp: Stamp) => `/Subtype /Widget /FT /Sig /T (${nameOf(stamp)}) /V ${value}`;
  const widgets = places.flatMap(({ page, here }) =>
    addStamps(revision, page, here, origin, entriesOf),
  );
  addToForm(revision, widgets);
  const written = revision.write();
  const open = written.indexOf("/Contents <", bytes.length) + "/Contents ".length;
  const close = open + 2 * room + 2;
  const fill = (at: number, text: string) => written.write(text, at, "latin1");
  const numbers = [open, close, written.length - close].map((each) => String(each).padEnd(10));
  fill(written.indexOf(`${range} ${range}`, bytes.length), numbers.join(" "));
  const signed = [written.subarray(0, open), written.subarray(close)];
  fill(open + 1, authority.sign(signer, form, signed).toString("hex"));
  return written;
}

function addToForm(revision: Revision, widgets: readonly string[]): void {
  const { file } = revision;
  const root = file.trailer.get("/Root");
  const catalog = file.resolve(root);
  if (typeof root !== "string" || !(catalog instanceof Map)) throw new Error("no catalog");
  const place = catalog.get("/AcroForm");
  const form: PdfDict = new Map(file.resolve(place) as PdfDict | undefined);
  const before = (file.resolve(form.get("/Fields")) ?? []) as PdfValue[];
  form.set("/Fields", [...before, ...widgets]).set("/SigFlags", "3");
  if (typeof place === "string") revision.change(place, form);
  else revision.change(root, new Map(catalog).set("/AcroForm", form));
}

/** Changes a signed byte that no reader looks at, so that the last signature does not fit any more. */
export function breakSignature(bytes: Buffer): Buffer {
  const at = bytes.lastIndexOf("/M (D:") + "/M (D:".length;
  const broken = Buffer.from(bytes);
  broken.write("1999", at, "latin1");
  return broken;
}
