import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { runTool, samplePdf } from "@/lib/pdf/testing";
import { createAuthority } from "./create-authority";
import { prepareDocument } from "./prepare-document";
import { signRevision } from "./sign-revision";
import { verifyDocument } from "./verify-document";

const now = new Date();
const { authority } = createAuthority("Example office", now);
const roots = [authority.certificate];
const original = samplePdf([{}, { rotate: 90 }]);
const sent = fingerprint(original);
const mark = { kind: "typed", text: "Anna", direction: "ltr" } as const;
let signed: Uint8Array;
let signedOnce: Uint8Array;

function fingerprint(bytes: Uint8Array) {
  return { length: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

async function sign(bytes: Uint8Array, signatureField: string | undefined, at: Date) {
  const signature = { signatureField: signatureField ?? "", mark, caption: undefined };
  const person = { name: "Anna Karenina", recipientId: "a-1" };
  return (await signRevision({ bytes, authority, person, at, signatures: [signature] })).bytes;
}

/** An incremental update written by hand, as an attacker would. */
function append(bytes: Uint8Array, number: number, body: string): Uint8Array {
  const file = Buffer.from(bytes).toString("latin1");
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file)?.[1];
  const start = file.length + `\n${number} 0 obj\n${body}\nendobj\n`.length;
  return Buffer.from(
    `${file}\n${number} 0 obj\n${body}\nendobj\nxref\n${number} 1\n${String(file.length + 1).padStart(10, "0")} 00000 n \ntrailer\n<< /Size 99 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`,
    "latin1",
  );
}

beforeAll(async () => {
  const prepared = await prepareDocument({
    bytes: original,
    form: "keep",
    placements: ["a", "b"].map((id, index) => ({
      id,
      page: 1,
      x: 60,
      y: 200 + 150 * index,
      width: 180,
      height: 70,
    })),
  });
  signedOnce = await sign(prepared.bytes, prepared.signatureFields.a, now);
  signed = await sign(signedOnce, prepared.signatureFields.b, now);
});

describe("a file that two people signed", () => {
  it("is good in all three facts", async () => {
    const verdict = await verifyDocument({ bytes: signed, roots, sent, expectedSignatures: 2 });
    expect(verdict).toMatchObject({
      cryptography: "good",
      documentMatch: { verdict: "good", problems: [] },
      identityAndTrust: "good",
      empty: [],
    });
    expect(verdict.signatures).toMatchObject([
      { signer: "Anna Karenina", subjectSerial: "a-1", level: "B-B", page: 1 },
      { signer: "Anna Karenina", subjectSerial: "a-1", level: "B-B", page: 1 },
    ]);
  });

  it("tells which boxes are still empty", async () => {
    const verdict = await verifyDocument({ bytes: signedOnce, roots, expectedSignatures: 2 });
    expect(verdict.empty).toEqual(["muhr-b"]);
    expect(verdict.documentMatch.problems).toEqual(["signature_count_wrong"]);
  });
});

describe("a file that was tampered with", () => {
  const flips = { "the contract": 400, "the first signature's revision": -1 };
  for (const [place, offset] of Object.entries(flips)) {
    it(`is bad when one bit of ${place} is another`, async () => {
      const bytes = Buffer.from(signed);
      const at = offset > 0 ? offset : original.length + 60;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      const verdict = await verifyDocument({ bytes, roots });
      const verdicts = [verdict.cryptography, verdict.documentMatch.verdict];
      expect(verdicts).toContain("bad");
    });
  }

  it("is not what was sent when the beginning differs", async () => {
    const other = fingerprint(samplePdf([{}]));
    const verdict = await verifyDocument({ bytes: signed, roots, sent: other });
    expect(verdict.documentMatch.problems).toContain("not_what_was_sent");
  });

  it("is changed after signing when a page was replaced by an update that pdfsig accepts", async () => {
    const bytes = append(signed, 5, "<< /Length 9 >>\nstream\n0 0 9 9 re\nendstream");
    expect(runTool("pdfsig", ["in.pdf"], { "in.pdf": bytes }).output).toContain(
      "Signature is Valid",
    );
    const verdict = await verifyDocument({ bytes, roots });
    expect(verdict.cryptography).toBe("good");
    expect(verdict.signatures.map(({ documentMatch }) => documentMatch.problems)).toEqual([
      ["changed_after_signing"],
      ["changed_after_signing"],
    ]);
  });

  it("is changed before signing when a page was replaced between sending and signing", async () => {
    const replaced = append(original, 5, "<< /Length 9 >>\nstream\n0 0 9 9 re\nendstream");
    const prepared = await prepareDocument({
      bytes: replaced,
      form: "keep",
      placements: [{ id: "a", page: 1, x: 60, y: 200, width: 180, height: 70 }],
    });
    const bytes = await sign(prepared.bytes, prepared.signatureFields.a, now);
    const verdict = await verifyDocument({ bytes, roots, sent });
    expect(verdict.cryptography).toBe("good");
    expect(verdict.documentMatch.problems).toEqual(["changed_before_signing"]);
  });

  it("is bad when a signed box was moved", async () => {
    const text = Buffer.from(signed).toString("latin1");
    const widget = [...text.matchAll(/(\d+) 0 obj\n(<<\n\/Type \/Annot[\s\S]*?>>)\nendobj/g)].at(
      -1,
    );
    const body = (widget?.[2] ?? "").replace(/\/Rect \[[^\]]*\]/, "/Rect [0 0 500 800]");
    const verdict = await verifyDocument({
      bytes: append(signed, Number(widget?.[1]), body),
      roots,
    });
    expect(verdict.documentMatch.problems).toContain("changed_after_signing");
  });

  it("is bad when bytes follow the end", async () => {
    const bytes = Buffer.concat([signed, Buffer.from("\n% more\n")]);
    const verdict = await verifyDocument({ bytes, roots });
    expect(verdict.documentMatch.problems).toContain("bytes_after_end");
  });

  it("is bad when /ByteRange leaves out more than the signature", async () => {
    const text = Buffer.from(signed).toString("latin1");
    const range = [...text.matchAll(/\/ByteRange (\[0 (\d+) (\d+) (\d+)\])/g)].at(-1);
    const [, , before = "", next = "", after = ""] = range ?? [];
    const wider = `[0 ${Number(before) - 2} ${next} ${after}]`.padEnd(range?.[1]?.length ?? 0);
    const at = (range?.index ?? 0) + "/ByteRange ".length;
    const bytes = Buffer.from(text.slice(0, at) + wider + text.slice(at + wider.length), "latin1");
    const verdict = await verifyDocument({ bytes, roots });
    expect(verdict.documentMatch.problems).toContain("byte_range_wrong");
  });

  it("says so when it is no PDF, or has no signature", async () => {
    const noise = await verifyDocument({ bytes: Buffer.from("hello"), roots });
    expect(noise.documentMatch.problems).toEqual(["structure_damaged"]);
    const unsigned = await verifyDocument({ bytes: original, roots });
    expect(unsigned.documentMatch.problems).toEqual(["no_signature"]);
    expect(unsigned.cryptography).toBe("unknown");
  });
});

describe("who signed", () => {
  it("stays unknown without the authority's certificate", async () => {
    const other = createAuthority("Example office", now).authority.certificate;
    const verdict = await verifyDocument({ bytes: signed, roots: [other] });
    expect(verdict.identityAndTrust).toBe("unknown");
    expect(verdict.signatures[0]?.identityAndTrust.problems).toEqual(["issuer_untrusted"]);
    expect(verdict.cryptography).toBe("good");
  });

  it("is bad when the certificate had expired at the time of signing", async () => {
    const text = Buffer.from(signed).toString("latin1");
    const year = now.getUTCFullYear();
    // The claimed time is under the signature, so this also breaks the digest; both must be said.
    const later = text.replaceAll(`/M (D:${year}`, `/M (D:${year + 2}`);
    const verdict = await verifyDocument({ bytes: Buffer.from(later, "latin1"), roots });
    expect(verdict.signatures[0]?.identityAndTrust.problems).toContain("certificate_expired");
    expect(verdict.cryptography).toBe("bad");
  });
});
